import type { StreamEvent } from './contract'
import {
  flagOf,
  idOf,
  listOf,
  numberOf,
  objectOf,
  oneOf,
  textOf,
  textsOf,
  timeOf,
  type Details,
} from './details'

/** All actions of events. */
export const ACTIONS = [
  ...['stream.online', 'stream.offline', 'channel.changed', 'raid.in', 'raid.out', 'unraid'],
  ...['follow', 'sub.new', 'sub.again', 'sub.gift', 'sub.gifts', 'sub.end', 'sub.giftKept'],
  ...['sub.primeUpgrade', 'sub.giftPassedOn', 'cheer', 'powerUp', 'bitsBadge'],
  ...['hype.begin', 'hype.progress', 'hype.end', 'poll.begin', 'poll.progress', 'poll.end'],
  ...['prediction.begin', 'prediction.progress', 'prediction.lock', 'prediction.end'],
  ...['goal.begin', 'goal.progress', 'goal.end'],
  ...['reward.redeemed', 'reward.fulfilled', 'reward.refunded'],
  ...['reward.added', 'reward.changed', 'reward.removed', 'ad.begin'],
  ...['shoutout.out', 'shoutout.in', 'announcement', 'watchStreak', 'modAnniversary'],
  ...['charity.donation', 'charity.start', 'charity.progress', 'charity.stop'],
  ...['sharedChat.begin', 'sharedChat.update', 'sharedChat.end', 'chat.settings'],
  ...['ban', 'timeout', 'unban', 'moderator.add', 'moderator.remove', 'vip.add', 'vip.remove'],
  ...['shield.begin', 'shield.end', 'unbanRequest.create', 'unbanRequest.resolve'],
  ...['warning.send', 'warning.acknowledge', 'suspicious.message', 'suspicious.update'],
  ...['app.connected', 'app.disconnected', 'drop', 'revoked', 'notice', 'other'],
] as const
export type Action = (typeof ACTIONS)[number]

const RESULTS = [
  ...(['won', 'tie', 'nobody', 'cancelled', 'closed'] as const),
  ...(['reached', 'missed', 'approved', 'denied'] as const),
]
const TIERS = ['1', '2', '3', 'prime'] as const
const CHANGES = ['title', 'category', 'labels', 'language'] as const
const SOURCES = ['eventsub', 'chat', 'websub'] as const
/** Currencies of the world have four decimals at most. */
const MAX_DECIMALS = 4
const MAX_CHOICES = 10

/** A person, as far as known. */
export interface Person {
  id?: string
  login?: string
  name?: string
  anonymous?: true
}

export interface Choice {
  title?: string
  votes?: number
  points?: number
  won: boolean
}

/** Ids of Twitch that tell copies from repeats. */
export interface Refs {
  message?: string
  source?: string
  gift?: string
  stream?: string
}

/**
 * The content of an event, as the server reads it from Twitch's message. A field that Twitch did not give,
 * or that cannot be read, is undefined: it is not known, and no word may claim it.
 */
export interface Facts {
  action: Action
  actor?: Person
  target?: Person
  giver?: Person
  /** The other channels of a shared train or chat. */
  with: Person[]
  /** The other channel of a notice in a shared chat. */
  from?: Person
  amount?: number
  /** A code such as `bits`, or a currency if there are decimals. */
  unit?: string
  /** The places of an amount of money. */
  decimals?: number
  total?: number
  tier?: (typeof TIERS)[number]
  /** A code, such as the kind of a train. */
  kind?: string
  title?: string
  quote?: string
  category?: string
  /** Undefined if it is not known what changed. */
  changed?: (typeof CHANGES)[number][]
  labels: string[]
  /** Content labels that an update of the channel added or removed. */
  labelsAdded: string[]
  labelsRemoved: string[]
  result?: (typeof RESULTS)[number]
  winner?: string
  choices: Choice[]
  level?: number
  progress?: number
  goal?: number
  streak?: number
  points?: number
  object?: { kind: string; id: string }
  refs: Refs
  via?: (typeof SOURCES)[number]
  since?: string
  until?: string
  automatic?: boolean
  reason?: string
  /** The type of subscription that ended. */
  type?: string
  /** Fields that were dropped because the event was too large. */
  lacks: string[]
}

/** Events never change, so each is read once. */
const known = new WeakMap<StreamEvent, Facts>()

export function factsOf(event: StreamEvent): Facts {
  const facts = known.get(event) ?? read(event.details)
  known.set(event, facts)
  return facts
}

/** Whether the server read the event into facts; one of an earlier version did not. */
export const hasFacts = ({ details }: StreamEvent) => details.action !== undefined

/** Whether there is anything to tell: of an unknown thing a person, of an unknown notice the text. */
export function isTellable(event: StreamEvent) {
  const { action, actor, target, quote, changed } = factsOf(event)
  if (action === 'notice') return quote !== undefined
  if (action === 'channel.changed') return changed?.length !== 0
  return action !== 'other' || nameOf(actor ?? target) !== undefined || !hasFacts(event)
}

/** Whether parts are missing: the live feed carries events of limited size. */
export const isShortened = (event: StreamEvent) => factsOf(event).lacks.length > 0

/** The group of an action: `poll` for `poll.end`. */
export const groupOf = (action: Action) => action.split('.', 1)[0] ?? action

/** Whether an action tells that a thing is over. */
export const isEnd = (action: Action) => /\.(end|stop)$/.test(action)

export const isAnonymous = (person: Person | undefined) => person?.anonymous === true

/** The name of a person, or else the login; undefined for an anonymous one. */
export const nameOf = (person: Person | undefined) => person?.name ?? person?.login

/** Whether the name is not the login in other letters, as with names in another script. */
export const hasOtherName = ({ login, name }: Person) =>
  login && name ? name.toLowerCase() !== login.toLowerCase() : false

/** Whether the amount is money. */
export const isMoney = ({ decimals }: Facts) => decimals !== undefined

function read(details: Details): Facts {
  return {
    action: oneOf(ACTIONS, details, 'action') ?? 'other',
    ...peopleIn(details),
    ...amountIn(details),
    ...textsIn(details),
    ...progressIn(details),
    tier: oneOf(TIERS, details, 'tier'),
    changed: changedIn(details),
    result: oneOf(RESULTS, details, 'result'),
    choices: listOf(details, 'choices').slice(0, MAX_CHOICES).map(choiceIn),
    object: objectIn(details),
    refs: refsIn(objectOf(details, 'refs') ?? {}),
    via: oneOf(SOURCES, details, 'via'),
    since: timeOf(details, 'since'),
    until: timeOf(details, 'until'),
    automatic: flagOf(details, 'automatic'),
    labels: textsOf(details, 'labels'),
    labelsAdded: textsOf(details, 'labelsAdded'),
    labelsRemoved: textsOf(details, 'labelsRemoved'),
    lacks: textsOf(details, 'lacks'),
  }
}

const peopleIn = (details: Details) => ({
  actor: personIn(objectOf(details, 'actor')),
  target: personIn(objectOf(details, 'target')),
  giver: personIn(objectOf(details, 'giver')),
  from: personIn(objectOf(details, 'from')),
  with: listOf(details, 'with').flatMap((channel) => {
    const person = personIn(channel)
    return person && nameOf(person) !== undefined ? [person] : []
  }),
})

function personIn(details: Details | undefined): Person | undefined {
  if (!details) return undefined
  if (flagOf(details, 'anonymous') === true) return { anonymous: true }
  const person = {
    id: idOf(details, 'id'),
    login: textOf(details, 'login'),
    name: textOf(details, 'name'),
  }
  return Object.values(person).every((value) => value === undefined) ? undefined : person
}

/** Money without decimals or a currency is an amount that nobody can read. */
function amountIn(details: Details) {
  const unit = textOf(details, 'unit')
  const decimals = numberOf(details, 'decimals')
  const isCurrency = unit !== undefined && /^[A-Z]{3}$/i.test(unit)
  const readable = isCurrency ? decimals !== undefined && decimals <= MAX_DECIMALS : true
  return {
    amount: readable ? numberOf(details, 'amount') : undefined,
    unit,
    decimals: isCurrency && readable ? decimals : undefined,
  }
}

const textsIn = (details: Details) => ({
  kind: textOf(details, 'kind'),
  title: textOf(details, 'title'),
  quote: textOf(details, 'quote'),
  category: textOf(details, 'category'),
  winner: textOf(details, 'winner'),
  reason: textOf(details, 'reason'),
  type: textOf(details, 'type'),
})

const progressIn = (details: Details) => ({
  total: numberOf(details, 'total'),
  level: numberOf(details, 'level'),
  progress: numberOf(details, 'progress'),
  goal: numberOf(details, 'goal'),
  streak: numberOf(details, 'streak'),
  points: numberOf(details, 'points'),
})

function changedIn(details: Details) {
  if (!Array.isArray(details.changed)) return undefined
  const names = textsOf(details, 'changed')
  const changes = CHANGES.filter((name) => names.includes(name))
  return changes.length > 0 || names.length === 0 ? changes : undefined
}

const choiceIn = (details: Details): Choice => ({
  title: textOf(details, 'title'),
  votes: numberOf(details, 'votes'),
  points: numberOf(details, 'points'),
  won: flagOf(details, 'won') === true,
})

function objectIn(details: Details) {
  const object = objectOf(details, 'object')
  const kind = object && textOf(object, 'kind')
  const id = object && idOf(object, 'id')
  return kind !== undefined && id !== undefined ? { kind, id } : undefined
}

const refsIn = (refs: Details): Refs => ({
  message: idOf(refs, 'message'),
  source: idOf(refs, 'source'),
  gift: idOf(refs, 'gift'),
  stream: idOf(refs, 'stream'),
})
