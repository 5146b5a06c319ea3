import { numberOf, objectOf, type Details } from '../details'
import { count } from '../format'
import { lineOf, personOf, supporterOf, tierOf, type Wording, type Words } from './words'

/** Follows, subscriptions, gifts and bits. */
export const SUPPORT: Record<string, Wording> = {
  'channel.follow': (details) => ({ name: 'follow', values: { who: personOf(details, 'user') } }),
  'channel.subscribe': (details) => ({
    name: details.is_gift === true ? 'wasGiven' : 'subscribed',
    values: subscriber(details),
  }),
  'channel.subscription.end': (details) => ({
    name: 'subscriptionEnd',
    values: subscriber(details),
  }),
  'channel.subscription.gift': (details) =>
    gifts(supporterOf(details), tierOf(details, 'tier'), details),
  'channel.subscription.message': (details) => ({
    name: 'resubscribed',
    values: { ...subscriber(details), month: monthOf(details) },
    quote: lineOf(objectOf(details, 'message'), 'text'),
  }),
  'channel.cheer': (details) => ({
    name: 'cheer',
    values: { who: supporterOf(details) },
    amount: numberOf(details, 'bits'),
    quote: lineOf(details, 'message'),
  }),
  'channel.bits.use': (details) => ({
    name: 'bits',
    values: { who: personOf(details, 'user') },
    amount: numberOf(details, 'bits'),
    quote: lineOf(objectOf(details, 'message'), 'text'),
  }),
}

/** Subscriptions that somebody gave to the community. */
export function gifts(who: string, tier: string, details: Details): Words {
  const amount = numberOf(details, 'total')
  const all = numberOf(details, 'cumulative_total')
  return all > amount
    ? { name: 'giftInAll', values: { who, tier, all: count(all) }, amount }
    : { name: 'gift', values: { who, tier }, amount }
}

export const monthOf = (details: Details) =>
  count(Math.max(1, numberOf(details, 'cumulative_months')))

const subscriber = (details: Details) => ({
  who: personOf(details, 'user'),
  tier: tierOf(details, 'tier'),
})
