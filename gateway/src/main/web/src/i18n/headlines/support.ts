import { numberOf, objectOf, type Details } from '../../contract/details'
import { count } from '../format'
import { amountOf, lineOf, personOf, supporterOf, tierOf, type Wording, type Words } from './words'

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
    ...bits(personOf(details, 'user'), objectOf(details, 'custom_power_up')),
    amount: numberOf(details, 'bits'),
    quote: lineOf(objectOf(details, 'message'), 'text'),
  }),
  'channel.custom_power_up_redemption.add': (details) => ({
    ...bits(personOf(details, 'user'), objectOf(details, 'custom_power_up')),
    amount: numberOf(objectOf(details, 'custom_power_up'), 'bits'),
    quote: lineOf(details, 'user_input'),
  }),
  'channel.charity_campaign.donate': (details) => ({
    name: 'donation',
    values: { who: personOf(details, 'user'), ...campaign(details, 'amount') },
  }),
  'channel.charity_campaign.start': (details) => ({
    name: 'campaign.start',
    values: campaign(details, 'target_amount'),
  }),
  'channel.charity_campaign.progress': (details) => ({
    name: 'campaign.progress',
    values: campaign(details, 'current_amount'),
  }),
  'channel.charity_campaign.stop': (details) => ({
    name: 'campaign.stop',
    values: campaign(details, 'current_amount'),
  }),
}

/** A use of Bits, with the title of the custom Power-up if there is one. */
function bits(who: string, powerUp: Details): Words {
  const title = lineOf(powerUp, 'title')
  return title === ''
    ? { name: 'bits', values: { who } }
    : { name: 'powerUp', values: { who, title } }
}

const campaign = (details: Details, field: string) => ({
  amount: amountOf(details, field),
  charity: lineOf(details, 'charity_name'),
})

/** Subscriptions gifted to the community. */
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
