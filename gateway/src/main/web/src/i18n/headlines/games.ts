import { listOf, numberOf, objectOf, textOf, type Details } from '../../contract/details'
import { count } from '../format'
import { hasText, t } from '../i18n'
import { lineOf, personOf, titled, type Wording, type Words } from './words'

/** Community events: polls, predictions, hype trains, goals, channel points. */
export const GAMES: Record<string, Wording> = {
  'channel.poll.begin': titled('poll.begin'),
  'channel.poll.progress': titled('poll.progress'),
  'channel.poll.end': pollEnd,
  'channel.prediction.begin': titled('prediction.begin'),
  'channel.prediction.progress': titled('prediction.progress'),
  'channel.prediction.lock': titled('prediction.lock'),
  'channel.prediction.end': predictionEnd,
  'channel.hype_train.begin': hypeTrain('hypeTrain.begin'),
  'channel.hype_train.progress': hypeTrain('hypeTrain.progress'),
  'channel.hype_train.end': hypeTrain('hypeTrain.end'),
  'channel.goal.begin': (details) => goal('goal.begin', details),
  'channel.goal.progress': (details) => goal('goal.progress', details),
  'channel.goal.end': (details) =>
    goal(details.is_achieved === true ? 'goal.reached' : 'goal.ended', details),
  'channel.channel_points_custom_reward_redemption.add': (details) =>
    redeemed(details, redemption(details).reward),
  'channel.channel_points_custom_reward_redemption.update': (details) => ({
    name: details.status === 'canceled' ? 'refunded' : 'fulfilled',
    values: redemption(details),
  }),
  'channel.channel_points_automatic_reward_redemption.add': (details) => ({
    name: automatic(textOf(objectOf(details, 'reward'), 'type')),
    values: { who: personOf(details, 'user') },
    quote: lineOf(objectOf(details, 'message'), 'text'),
  }),
  'channel.channel_points_custom_reward.add': titled('reward.add'),
  'channel.channel_points_custom_reward.update': titled('reward.update'),
  'channel.channel_points_custom_reward.remove': titled('reward.remove'),
}

function pollEnd(details: Details): Words {
  const quote = lineOf(details, 'title')
  if (details.status !== 'completed') return { name: 'poll.closed', quote }
  const [first, ...others] = listOf(details, 'choices')
  if (!first) return { name: 'poll.end', quote }
  const votes = (choice: Details) => numberOf(choice, 'votes')
  const winner = others.reduce((best, next) => (votes(next) > votes(best) ? next : best), first)
  return { name: 'poll.won', values: { choice: lineOf(winner, 'title') }, quote }
}

function predictionEnd(details: Details): Words {
  const quote = lineOf(details, 'title')
  const id = textOf(details, 'winning_outcome_id')
  const winner = listOf(details, 'outcomes').find((outcome) => id !== '' && outcome.id === id)
  return winner
    ? { name: 'prediction.won', values: { outcome: lineOf(winner, 'title') }, quote }
    : { name: 'prediction.cancelled', quote }
}

function hypeTrain(name: string): Wording {
  return (details) => ({
    name,
    values: {
      level: count(numberOf(details, 'level') || 1),
      progress: count(numberOf(details, 'progress')),
      goal: count(numberOf(details, 'goal')),
    },
  })
}

function goal(name: string, details: Details): Words {
  return {
    name,
    values: {
      current: count(numberOf(details, 'current_amount')),
      target: count(numberOf(details, 'target_amount')),
      what: lineOf(details, 'description') || goalType(textOf(details, 'type')),
    },
  }
}

function goalType(type: string) {
  const name = `headlines.goal.of.${type}`
  return hasText(name) ? t(name) : ''
}

function redeemed(details: Details, reward: string): Words {
  const who = personOf(details, 'user')
  const quote = lineOf(details, 'user_input')
  return reward === ''
    ? { name: 'redeemedSome', values: { who }, quote }
    : { name: 'redeemed', values: { who, reward }, quote }
}

/** Rewards of Twitch itself, which have no title; Twitch may add some. */
const automatic = (type: string) =>
  hasText(`headlines.automatic.${type}`) ? `automatic.${type}` : 'redeemedSome'

const redemption = (details: Details) => ({
  who: personOf(details, 'user'),
  reward: lineOf(objectOf(details, 'reward'), 'title'),
})
