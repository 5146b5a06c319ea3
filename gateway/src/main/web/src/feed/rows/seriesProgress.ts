import type { StreamEvent } from '../../contract/contract'
import { listOf, numberOf, textOf, type Details } from '../../contract/details'

export interface Share {
  title: string
  amount: number
  /** Share of the total, from 0 to 1. */
  part: number
  won: boolean
}

/** Progress of a hype train or a goal, from 0 to 1; null without numbers. */
export function progressOf({ type, details }: StreamEvent): number | null {
  if (type.startsWith('channel.hype_train.')) return ratio(details, 'progress', 'goal')
  if (type.startsWith('channel.goal.')) return ratio(details, 'current_amount', 'target_amount')
  return null
}

/** The shares of the choices in a poll or of the outcomes in a prediction. */
export function sharesOf({ type, details }: StreamEvent): Share[] {
  if (type.startsWith('channel.poll.')) {
    const choices = listOf(details, 'choices')
    const most = Math.max(...choices.map((choice) => numberOf(choice, 'votes')))
    const isOver = textOf(details, 'status') === 'completed' && most > 0
    return shares(choices, 'votes', (choice) => isOver && numberOf(choice, 'votes') === most)
  }
  if (type.startsWith('channel.prediction.')) {
    const winner = textOf(details, 'winning_outcome_id')
    const isWinner = (outcome: Details) => winner !== '' && textOf(outcome, 'id') === winner
    return shares(listOf(details, 'outcomes'), 'channel_points', isWinner)
  }
  return []
}

function shares(parts: Details[], field: string, won: (part: Details) => boolean): Share[] {
  const all = parts.reduce((sum, part) => sum + numberOf(part, field), 0)
  return parts.map((part) => {
    const amount = numberOf(part, field)
    const title = textOf(part, 'title')
    return { title, amount, part: all > 0 ? amount / all : 0, won: won(part) }
  })
}

function ratio(details: Details, done: string, whole: string) {
  const goal = numberOf(details, whole)
  return goal > 0 ? Math.min(1, Math.max(0, numberOf(details, done) / goal)) : null
}
