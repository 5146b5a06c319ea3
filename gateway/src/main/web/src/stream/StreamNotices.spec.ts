import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { anEvent, person, told } from '../testing/events'
import { byTestId, mount } from '../testing/mount'
import { anOpenedStream, someStreamEvents } from '../testing/streamEvents'
import { watchStreamer } from '../api/api'
import type { OpenedStream } from '../contract/contract'
import { clockTime } from '../i18n/format'
import { chooseLanguage } from '../i18n/languages'
import { eventsWait } from '../streamers/useStreams'
import StreamNotices from './StreamNotices.vue'

vi.mock(import('../api/api'), async (original) => ({
  ...(await original()),
  watchStreamer: vi.fn(),
}))

async function open(
  events = someStreamEvents(),
  more: Partial<OpenedStream> = {},
  props: object = {},
) {
  const opened = anOpenedStream(more)
  const page = await mount(StreamNotices, {
    opened,
    known: opened.subscriptions,
    asked: 'tfue',
    events,
    ...props,
  })
  // Some notices are loaded on demand.
  await vi.dynamicImportSettled()
  await nextTick()
  return page
}

function press(place: Element, notice: string) {
  byTestId(place, notice)?.querySelector('button')?.click()
}

it('is empty without problems', async () => {
  expect((await open()).textContent.trim()).toBe('')
})

it('reports a lost connection after a while, with a manual retry', async () => {
  vi.useFakeTimers()
  const events = someStreamEvents()
  events.connection = 'reconnecting'
  const page = await open(events)
  expect(byTestId(page, 'notice-reconnecting')).toBeNull()

  await vi.advanceTimersByTimeAsync(2_000)
  vi.useRealTimers()
  press(page, 'notice-reconnecting')

  expect(page.textContent).toContain(clockTime(events.asOf))
  expect(events.tryNow).toHaveBeenCalledOnce()
})

it('shows since when the connection is lost', async () => {
  const events = someStreamEvents()
  events.connection = 'offline'
  const page = await open(events)
  press(page, 'notice-offline')

  expect(page.textContent).toContain(`since ${clockTime(events.asOf)}`)
  expect(events.tryNow).toHaveBeenCalledOnce()
})

it('says that the device has no network only when nothing answers', async () => {
  const events = someStreamEvents()
  events.connection = 'offline'
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  const page = await open(events)
  expect(byTestId(page, 'notice-network')).toBeNull()

  events.noNetwork = true
  await nextTick()
  expect(byTestId(page, 'notice-network')).not.toBeNull()
})

it('shows the reason of a refusal', async () => {
  const events = someStreamEvents()
  events.connection = 'refused'
  events.closeCode = 4004
  const page = await open(events)

  expect(byTestId(page, 'notice-refused')?.textContent).toContain('Too many people are watching')
})

it('fetches events manually without a live connection', async () => {
  const events = someStreamEvents()
  events.connection = 'failed'
  press(await open(events), 'notice-failed')

  expect(events.readNow).toHaveBeenCalledOnce()
})

it('reports a site without live feed, and fetches events manually', async () => {
  const events = someStreamEvents()
  events.connection = 'none'
  const page = await open(events)
  press(page, 'notice-none')

  expect(byTestId(page, 'notice-none')?.textContent).toContain('read once a minute')
  expect(events.readNow).toHaveBeenCalledOnce()
})

it('shows the number of fetched events until dismissed', async () => {
  const events = someStreamEvents()
  const page = await open(events)
  events.restored = 3
  await nextTick()
  expect(byTestId(page, 'notice-restored')?.textContent).toContain('3 missed events')

  press(page, 'notice-restored')
  await nextTick()
  expect(byTestId(page, 'notice-restored')).toBeNull()
})

it('reports late events, failed fetches and refused channels', async () => {
  const events = someStreamEvents()
  events.late = 40
  events.failing = true
  events.muted = true
  const page = await open(events)

  expect(byTestId(page, 'notice-late')?.textContent).toContain('40 seconds')
  expect(byTestId(page, 'notice-failing')).not.toBeNull()
  expect(byTestId(page, 'notice-muted')).not.toBeNull()
})

describe.each([
  ['en', 'Events are delayed'],
  ['de', 'Ereignisse verspäten sich'],
] as const)('while events wait at the server, in %s,', (language, words) => {
  beforeAll(() => chooseLanguage(language))
  afterAll(() => chooseLanguage('en'))
  beforeEach(() => {
    eventsWait.value = true
    return () => (eventsWait.value = false)
  })

  it('one sentence says so', async () => {
    const page = await open()
    expect(byTestId(page, 'notice-delayed')?.textContent).toContain(words)

    eventsWait.value = false
    await nextTick()
    expect(byTestId(page, 'notice-delayed')).toBeNull()
  })

  it('nothing else is said of events that come late, or without a live connection', async () => {
    const events = someStreamEvents()
    events.late = 40
    const page = await open(events)
    expect(byTestId(page, 'notice-delayed')).toBeNull()

    events.late = null
    events.connection = 'offline'
    await nextTick()
    expect(byTestId(page, 'notice-delayed')).toBeNull()
  })
})

it.each([
  [false, 'If this is your channel'],
  [true, 'Twitch does not confirm that you moderate this channel'],
])('words refused channels by role: moderator %s', async (moderator, words) => {
  const events = someStreamEvents()
  events.muted = true
  const page = await open(events, { moderator })

  expect(byTestId(page, 'notice-muted')?.textContent).toContain(words)
})

it('tells a former moderator once that the role has ended', async () => {
  const events = someStreamEvents()
  events.muted = true
  const details = { type: 'channel.moderator.remove', reason: 'moderator_removed' }
  events.revocations = [anEvent('r', 1, { type: 'revocation', details, moderator: '7' })]
  const page = await open(events, { moderator: true })

  expect(byTestId(page, 'notice-revoked')).not.toBeNull()
  expect(byTestId(page, 'notice-muted')).toBeNull()
})

it('tells the present login of a streamer who changed it', async () => {
  const streamer = { ...anOpenedStream().streamer, login: 'tfue_renamed' }
  const page = await open(undefined, { streamer })

  expect(byTestId(page, 'notice-renamed')?.textContent).toContain(
    'tfue is called tfue_renamed now.',
  )
})

it.each([
  ['missing', 'notice-link', 'older than the events kept here', 0],
  ['hidden', 'notice-link-hidden', 'Your filter hides the linked event.', 1],
])('explains a link whose event is %s', async (link, notice, words, times) => {
  const onShowAll = vi.fn()
  const page = await open(undefined, {}, { link, onShowAll })
  expect(byTestId(page, notice)?.textContent).toContain(words)

  press(page, notice)
  expect(onShowAll).toHaveBeenCalledTimes(times)
})

it('reports subscriptions that have become active', async () => {
  const subscriptions = { active: [], pending: ['channel.raid'], refused: [] }
  const now = { active: ['channel.raid'], pending: [], refused: [] }
  vi.mocked(watchStreamer).mockResolvedValue(anOpenedStream({ subscriptions: now }))
  vi.useFakeTimers()
  const onSubscriptions = vi.fn()
  await open(undefined, { subscriptions }, { onSubscriptions })

  await vi.advanceTimersByTimeAsync(5_000)
  vi.useRealTimers()
  expect(onSubscriptions.mock.calls).toEqual([[now]])
})

it('lists pending and refused subscriptions', async () => {
  const page = await open(undefined, {
    subscriptions: {
      active: [],
      pending: ['channel.raid', 'channel.update'],
      refused: [{ type: 'channel.follow', cause: 'refused', reason: 'Consent is missing.' }],
    },
  })

  expect(byTestId(page, 'notice-pending')?.textContent).toContain('Raid and Channel update')
  expect(byTestId(page, 'notice-subscription-refused')?.textContent.trim()).toBe(
    'Not available right now: Follow. Consent is missing.',
  )
})

describe('in German', () => {
  beforeAll(() => chooseLanguage('de'))
  afterAll(() => chooseLanguage('en'))

  it.each([
    ['full', 'English.', 'so vielen Streamern, wie Twitch erlaubt'],
    ['refused', 'Twitch says: no.', 'Twitch hat das abgelehnt. Twitch says: no.'],
    ['new', 'Twitch had a new idea.', 'Twitch had a new idea.'],
  ])('translates the refusal %s', async (cause, reason, words) => {
    const refused = [{ type: 'channel.follow', cause, reason }]
    const page = await open(undefined, { subscriptions: { active: [], pending: [], refused } })

    expect(byTestId(page, 'notice-subscription-refused')?.textContent).toContain(words)
  })
})

it.each([
  ['user_removed', 'no longer exists'],
  ['authorization_revoked', 'permission was withdrawn'],
])('explains the revocation %s', async (reason, words) => {
  const events = someStreamEvents()
  const details = { type: 'channel.raid', reason }
  events.revocations = [anEvent('r', 1, { type: 'revocation', details })]
  const page = await open(events)
  expect(byTestId(page, 'notice-revoked')?.textContent).toContain(words)

  press(page, 'notice-revoked')
  await nextTick()
  expect(byTestId(page, 'notice-revoked')).toBeNull()
})

it('offers to go where the streamer raided, and moves nobody by itself', async () => {
  const events = someStreamEvents()
  const page = await open(events)
  expect(byTestId(page, 'notice-raid')).toBeNull()

  events.raid = told('raid', 1, 'raid.out', { target: person('Ada'), amount: 3, unit: 'viewers' })
  await nextTick()
  expect(byTestId(page, 'notice-raid')?.querySelector('button')?.textContent).toContain('Ada')

  press(page, 'notice-raid')
  await nextTick()
  expect(byTestId(page, 'notice-raid')).toBeNull()
})

it('keeps the offer of a raid out of the way of a viewer who stays', async () => {
  const events = someStreamEvents()
  const page = await open(events)
  events.raid = told('raid', 1, 'raid.out', { target: person('Ada'), amount: 3, unit: 'viewers' })
  await nextTick()
  byTestId(page, 'raid-dismiss')?.click()
  await nextTick()

  expect(byTestId(page, 'notice-raid')).toBeNull()
})
