import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { headlineOf, partsOf } from './headline'
import { textOf, type Part } from './parts'
import { sentenceParts } from './sentence'
import { chooseLanguage, type Language } from '../languages'
import en from '../locales/en/headlines.json?raw'
import de from '../locales/de/headlines.json?raw'
import type { StreamEvent } from '../../contract/contract'
import { ACTIONS, type Action } from '../../contract/facts'
import { anEvent, person, told } from '../../testing/events'
import vectors from '../../../../../../../test-support/src/main/resources/facts/vectors.json'

interface Vector {
  name: string
  streamer: StreamEvent['streamer']
  facts: Record<string, unknown>
  en: string
}
const VECTORS = vectors as unknown as Vector[]

/** Actions that people do, with who is named. */
const PEOPLE: Partial<Record<Action, string[]>> = {
  'stream.online': ['Tfue'],
  'stream.offline': ['Tfue'],
  'raid.out': ['Bo'],
  'sub.gift': ['Ada', 'Bo'],
  'sub.giftKept': ['Ada', 'Bo'],
  'sub.giftPassedOn': ['Ada', 'Bo', 'Cy'],
  'shoutout.out': ['Bo'],
  ban: ['Bo'],
  timeout: ['Bo'],
  unban: ['Bo'],
  'moderator.add': ['Bo'],
  'moderator.remove': ['Bo'],
  'vip.add': ['Bo'],
  'vip.remove': ['Bo'],
  'unbanRequest.resolve': ['Bo'],
  'warning.send': ['Bo'],
  'suspicious.update': ['Bo'],
  'hype.begin': ['Di'],
  'sharedChat.begin': ['Di'],
  'sharedChat.update': ['Di'],
}
/** Actions of Twitch or of the whole channel. */
const NOBODY =
  /^(channel\.|unraid|hype\.|poll\.|prediction\.|goal\.|reward\.(added|changed|removed)|ad\.|charity\.(start|progress|stop)|sharedChat\.end|revoked)/

const namesIn = (action: Action) => PEOPLE[action] ?? (NOBODY.test(action) ? [] : ['Ada'])

const FULL = {
  actor: person('Ada'),
  target: person('Bo'),
  giver: person('Cy'),
  with: [person('Di')],
  amount: 25,
  unit: 'bits',
  total: 99,
  tier: '2',
  title: 'A title',
  category: 'Chess',
  winner: 'Yes',
  level: 3,
  progress: 250,
  goal: 1800,
  reason: 'Spam',
  quote: 'so it is',
}

/** The values of a fact: each of these is tried alone and taken away alone. */
const CHANGES: [what: string, facts: object][] = [
  ['nothing else', {}],
  ['with Prime', { tier: 'prime' }],
  ['with the lowest tier', { tier: 1 }],
  ['by an anonymous person', { actor: { anonymous: true } }],
  ['to an anonymous person', { target: { anonymous: true }, giver: { anonymous: true } }],
  ['in a shared chat', { from: person('Sol') }],
  ['with one', { amount: 1 }],
  ['with money', { amount: 1050, unit: 'EUR', decimals: 2 }],
  ['as planned', { automatic: true }],
  ['not as planned', { automatic: false }],
  ['with an unknown code', { kind: 'brand_new_thing', result: 'odd' }],
  ['with a known code', { kind: 'send_highlighted_message' }],
  ...['won', 'tie', 'nobody', 'cancelled', 'closed', 'reached', 'missed', 'approved', 'denied'].map(
    (result): [string, object] => [result, { result }],
  ),
  ...['title', 'category', 'labels', 'language'].map((name): [string, object] => [
    `changed ${name}`,
    { changed: [name] },
  ]),
  ...Object.keys(FULL).map((name): [string, object] => [`without ${name}`, { [name]: undefined }]),
  ...Object.keys(FULL).map((name): [string, object] => [`with an odd ${name}`, { [name]: [[]] }]),
]

/** The names of all people in the facts of an event. */
const peopleIn = ({ actor, target, giver, from, with: others = [] }: Vector['facts']) =>
  [actor, target, giver, from, others].flat().flatMap((person) => nameIn(person) ?? [])
const nameIn = (person: unknown) => (person as { name?: string } | undefined)?.name

/** The sentence from the catalogue, in English, too. */
const worded = (event: StreamEvent) => textOf(sentenceParts(event))

const foreignIn = (parts: readonly Part[]) =>
  parts.filter(({ foreign }) => foreign).map(({ text }) => text)

const withFacts = (action: Action, facts: object) => told('1', 0, action, { ...facts })

const CODE = /[a-z]+_[a-z_]+|headlines\.|[{}[\]\uE000-\uE002]|undefined|null|NaN/
const UNKNOWN = /\b(0|true|false)\b/

describe.each<Language>(['en', 'de'])('in %s', (language) => {
  beforeAll(() => chooseLanguage(language))
  afterAll(() => chooseLanguage('en'))

  describe.each([...ACTIONS])('%s', (action) => {
    it('has a sentence that names the people', () => {
      const headline = worded(withFacts(action, FULL))

      for (const name of namesIn(action)) expect(headline).toContain(name)
      expect(headline).toMatch(/: [“„]so it is“|: “so it is”$/)
    })

    it('has sentences without codes and false claims for all that can be known', () => {
      for (const [what, change] of CHANGES) {
        const headline = worded(withFacts(action, { ...FULL, ...change }))

        expect(headline, what).not.toMatch(CODE)
        expect(headline, what).not.toMatch(UNKNOWN)
        expect(headline.replace(/[:“„”]|so it is/g, '').trim(), what).not.toBe('')
      }
    })

    it('has a sentence when nothing else is known', () => {
      const headline = worded(withFacts(action, {}))

      expect(headline).not.toMatch(CODE)
      expect(headline).not.toMatch(UNKNOWN)
      expect(headline).not.toMatch(/\d|Ada|[Ss]omebody|[Jj]emand/)
      expect(headline.length).toBeGreaterThan(4)
    })
  })
})

it('is tested with every action', () => {
  const tested = new Set(VECTORS.map(({ facts }) => facts.action))

  expect(ACTIONS.filter((action) => !tested.has(action))).toEqual([])
})

describe('in English', () => {
  it.each(VECTORS)('is the server’s sentence: $name', ({ facts, streamer, en: sentence }) => {
    expect(worded(anEvent('1', 0, { streamer, details: facts }))).toBe(sentence)
  })

  const ofStrangers = VECTORS.filter(({ facts }) => facts.action !== 'revoked')
  it.each(ofStrangers)(
    'isolates the words of strangers in it: $name',
    ({ facts, streamer, en: sentence }) => {
      const event = anEvent('1', 0, { streamer, details: facts, headline: sentence })

      expect(headlineOf(event)).toBe(sentence)
      expect(foreignIn(partsOf(event))).toEqual(
        expect.arrayContaining(foreignIn(sentenceParts(event))),
      )
    },
  )
})

describe('in German', () => {
  beforeAll(() => chooseLanguage('de'))
  afterAll(() => chooseLanguage('en'))

  it.each(VECTORS)(
    'names the same people, and no code: $name',
    ({ facts, streamer, en: sentence }) => {
      const parts = partsOf(anEvent('1', 0, { streamer, details: facts }))
      const own = parts.filter((part) => !part.foreign).map(({ text }) => text)

      for (const name of peopleIn(facts).filter((known) => sentence.includes(known))) {
        expect(textOf(parts)).toContain(name)
      }
      expect(own.join(' ')).not.toMatch(CODE)
    },
  )

  it.each(VECTORS)('is no English sentence: $name', ({ facts, streamer, en: sentence }) => {
    const event = anEvent('1', 0, { streamer, details: facts })
    const own = partsOf(event).filter((part) => !part.foreign)

    expect(headlineOf(event)).not.toBe(sentence)
    expect(own.map(({ text }) => text).join()).not.toMatch(/\b(the|with|was|began|ended|by)\b/)
  })

  it.each([
    ['stream.online', { kind: 'live' }, 'Tfue ist live gegangen'],
    ['stream.online', { kind: 'rerun' }, 'Tfue zeigt eine Wiederholung'],
    ['channel.changed', { title: 'Hi', category: 'Chess' }, 'Jetzt in Chess: „Hi“'],
    [
      'channel.changed',
      { title: 'Hi', category: 'Chess', changed: ['title'] },
      'Neuer Titel: „Hi“',
    ],
    [
      'channel.changed',
      { title: 'Hi', category: 'Chess', changed: ['labels'] },
      'Die Inhaltshinweise des Streams haben sich geändert',
    ],
    ['raid.in', { actor: person('Luna'), amount: 1204 }, 'Raid von Luna mit 1.204 Zuschauern'],
    ['raid.in', { actor: person('Luna'), amount: 0 }, 'Raid von Luna mit 0 Zuschauern'],
    ['raid.out', { target: person('Luna'), amount: 1 }, 'Raid zu Luna mit 1 Zuschauer'],
    ['ad.begin', { amount: '60', automatic: 'true' }, 'Geplante Werbepause von 60 s gestartet'],
    ['ad.begin', { amount: 'soon' }, 'Werbepause gestartet'],
    [
      'sub.gifts',
      { actor: { anonymous: true }, amount: 5, tier: '1' },
      'Jemand Anonymes hat 5 Abos der Stufe 1 verschenkt',
    ],
    [
      'cheer',
      { actor: person('Ada'), amount: 1000, quote: 'a {b} | @c' },
      'Ada hat 1.000 Bits gecheert: „a {b} | @c“',
    ],
    ['poll.end', { result: 'nobody', title: 'Tee?' }, 'Umfrage endete ohne Stimmen: „Tee?“'],
    ['poll.end', { result: 'tie' }, 'Umfrage endete unentschieden'],
    ['prediction.end', { result: 'won', winner: 'b' }, 'Vorhersage beendet: „b“ hat gewonnen'],
    [
      'charity.progress',
      { title: 'Keepers', amount: 105000, unit: 'EUR', decimals: 2 },
      'Spendenaktion für Keepers: 1.050,00\u00a0€',
    ],
    [
      'reward.redeemed',
      { actor: person('Ada'), kind: 'celebration' },
      'Ada hat eine Feier auf dem Bildschirm ausgelöst',
    ],
    [
      'watchStreak',
      { actor: person('Ada'), amount: 25, unit: 'streams', quote: 'Hi' },
      'Ada hat 25 Streams in Folge gesehen: „Hi“',
    ],
  ] as const)('%s with %j reads "%s"', (action, facts, headline) => {
    expect(headlineOf(withFacts(action, facts))).toBe(headline)
  })
})

it('isolates the words of strangers, with the login of a name in another script', () => {
  const actor = { id: '1', login: 'hansamu_fan', name: 'ハンサム' }
  const parts = partsOf(told('1', 0, 'cheer', { actor, amount: 2, quote: '\uE0001\uE001 {x}' }))

  expect(parts.map(({ text, foreign }) => (foreign ? `<${text}>` : text))).toEqual([
    ...['<ハンサム>', ' (', '<hansamu_fan>', ') cheered 2 bits: “', '<\uE0001\uE001 {x}>', '”'],
  ])
})

it('words a reason of Twitch that is new', () => {
  const event = told('1', 0, 'revoked', { type: 'channel.follow', reason: 'beta_maintenance' })

  expect(headlineOf(event)).toBe('No longer coming in: new followers')
})

it('is the sentence of a server that sends no facts yet', () => {
  expect(headlineOf(anEvent('1', 0, { details: { user_name: 'Ada' } }))).toBe('Event 1')
})

describe('the catalogue', () => {
  const nodesOf = (value: unknown, path = ''): [path: string, template: string][] =>
    typeof value === 'string'
      ? [[path, value]]
      : Object.entries(value as object).flatMap(([key, inner]) => nodesOf(inner, `${path}.${key}`))
  const english = new Map(nodesOf(JSON.parse(en)))
  const german = new Map(nodesOf(JSON.parse(de)))
  const placeholders = (template = '') => [...new Set(template.match(/\{\w+\}/g))].sort()

  it('has the same templates in both languages', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it.each([...english])('has the same values in both languages: %s', (path, template) => {
    expect(placeholders(german.get(path))).toEqual(placeholders(template))
  })

  it.each([...english, ...german])('keeps to the shared syntax: %s', (_, template) => {
    expect(template.replace(/\{\w+\}/g, '')).not.toMatch(/[{}@$%<>]|\|.*\|/)
    for (const form of template.split(' | ')) {
      expect(form).not.toContain('|')
      expect(placeholders(form)).toEqual(placeholders(template))
    }
  })
})
