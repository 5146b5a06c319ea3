import type { StreamEvent } from '../../contract/contract'
import { factsOf, type Choice } from '../../contract/facts'

export interface Share {
  /** A dash if it is not known. */
  title: string
  /** Points or votes; undefined if they are not known. */
  amount?: number
  /** Share of the total, from 0 to 1. */
  part: number
  won: boolean
}

/** Progress of a hype train or a goal, from 0 to 1; null without numbers. */
export function progressOf(event: StreamEvent): number | null {
  const { progress, goal } = factsOf(event)
  return progress !== undefined && goal !== undefined && goal > 0
    ? Math.min(1, progress / goal)
    : null
}

/** The shares of the choices in a poll or of the outcomes in a prediction. */
export function sharesOf(event: StreamEvent): Share[] {
  const { choices } = factsOf(event)
  const measure = measureOf(choices)
  const all = sumOf(choices, measure)
  return choices.map((choice) => {
    const amount = choice[measure]
    const part = all > 0 ? (amount ?? 0) / all : 0
    return { title: choice.title ?? '–', amount, part, won: choice.won }
  })
}

/** All votes of a poll or points of a prediction; null if some are not known, or there are none. */
export function totalOf(event: StreamEvent) {
  const { choices } = factsOf(event)
  const measure = measureOf(choices)
  const amount = sumOf(choices, measure)
  const isKnown = choices.every((choice) => choice[measure] !== undefined)
  return isKnown && amount > 0 ? { measure, amount } : null
}

const measureOf = (choices: Choice[]) =>
  choices.some(({ points }) => points !== undefined) ? 'points' : 'votes'

const sumOf = (choices: Choice[], measure: 'points' | 'votes') =>
  choices.reduce((sum, choice) => sum + (choice[measure] ?? 0), 0)
