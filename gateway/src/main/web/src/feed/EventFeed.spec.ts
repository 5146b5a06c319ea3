import { afterEach, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import { person, told } from '../testing/events'
import { byTestId, mount } from '../testing/mount'
import { anOpenedStream, someStreamEvents } from '../testing/streamEvents'
import { arrivedOn, type FeedEntry } from './entries/feed'
import EventFeed from './EventFeed.vue'
import { eventually } from '../testing/eventually'

const raid = told('raid', 2, 'raid.in', {
  actor: { name: '<img src=x>' },
  amount: 3,
  unit: 'viewers',
})
const follow = told('follow', 1, 'follow', { actor: person('Ada') }, { type: 'channel.follow' })
const both = () => [arrivedOn('tfue', raid), arrivedOn('private-tfue', follow)]

// Without layout no row would be in view.
vi.mock('virtua/vue', () => ({
  WindowVirtualizer: defineComponent({
    inheritAttrs: false,
    props: { data: { type: Array, required: true } },
    emits: ['scrollEnd'],
    setup(props, { slots, expose }) {
      expose({ scrollToIndex: vi.fn(), findItemIndex: () => 0 })
      return () => props.data.map((item, index) => slots.default?.({ item, index }))
    },
  }),
}))

afterEach(() => {
  localStorage.clear()
})

async function open(
  entries: FeedEntry[] = both(),
  address = '/home?streamer=tfue',
  listed = ref(true),
  untold = ref(false),
) {
  const events = someStreamEvents(entries)
  const { streamer } = anOpenedStream()
  const feed = () =>
    h(
      EventFeed,
      {
        streamer,
        feed: events.feed,
        gaps: events.gaps,
        connection: events.connection,
        live: events.stream.live,
        listed: listed.value,
        untold: untold.value,
      },
      {
        notices: ({ link, showAll }: { link?: string; showAll: () => void }) =>
          link && h('button', { 'data-testid': 'link', onClick: showAll }, link),
      },
    )
  const page = await mount(feed, {}, address)
  await nextTick()
  return { page, events }
}

const shown = (page: Element) =>
  [...page.querySelectorAll<HTMLElement>('[data-testid=event]')].map((item) => item.dataset.eventId)

/** Opens the filter, which is loaded on demand. */
async function filter(page: Element) {
  byTestId(page, 'filter')?.click()
  await vi.dynamicImportSettled()
  await nextTick()
}

async function click(page: Element, id: string) {
  byTestId(page, id)?.click()
  // The router needs several ticks.
  await vi.waitFor(nextTick)
  await new Promise((resolve) => setTimeout(resolve))
}

it('explains an empty feed', async () => {
  const untold = ref(false)
  const { page, events } = await open([], undefined, undefined, untold)
  expect(page.textContent).toContain('Tfue is offline')

  events.stream = { ...events.stream, live: true }
  await nextTick()
  expect(page.textContent).toContain('Quiet so far')

  untold.value = true
  events.stream = { ...events.stream, live: false }
  await nextTick()
  expect(page.textContent).toContain('checks once a minute')

  events.connection = 'connecting'
  await nextTick()
  expect(byTestId(page, 'feed-empty')?.textContent).toContain('Connecting.')

  events.connection = 'refused'
  await nextTick()
  expect(byTestId(page, 'feed-empty')?.textContent).toContain('once the connection works')

  events.connection = 'none'
  await nextTick()
  expect(byTestId(page, 'feed-empty')?.textContent).toContain('within a minute')
})

it('shows headlines as plain text', async () => {
  const { page } = await open()

  expect(shown(page)).toEqual(['raid', 'follow'])
  expect(page.textContent).toContain('Raided by <img src=x> with 3 viewers')
  expect(page.querySelector('img')).toBeNull()
})

it('marks events that only the streamer can see', async () => {
  const { page } = await open()
  const locks = [...page.querySelectorAll('.lock')].map(
    (lock) => lock.closest<HTMLElement>('[data-testid=event]')?.dataset.eventId,
  )

  expect(locks).toEqual(['follow'])
})

it('opens the details of an event', async () => {
  const { page } = await open()
  const details = page.querySelector('[data-testid=event] details') as HTMLDetailsElement
  expect(page.querySelector('dl')).toBeNull()

  details.open = true
  details.dispatchEvent(new Event('toggle'))
  await vi.dynamicImportSettled()

  expect(page.querySelector('dl')?.textContent).toContain('Viewers3')
  expect(page.querySelector('pre')).toBeNull()
})

it('filters by the kinds in the address, and still shows a gap', async () => {
  const { page, events } = await open(both(), '/home?streamer=tfue&show=follow')
  expect(shown(page)).toEqual(['follow'])

  events.gaps.add('follow')
  await nextTick()
  expect(byTestId(page, 'gap')?.textContent).toBe('Some events may be missing here')
})

it('keeps the chosen kinds in the address', async () => {
  const { page } = await open()
  await filter(page)
  await click(page, 'filter-raid')

  expect(shown(page)).toEqual(['raid'])
  expect(byTestId(page, 'filter-raid')?.getAttribute('aria-pressed')).toBe('true')

  await click(page, 'filter-follow')
  expect(shown(page)).toEqual(['raid', 'follow'])
})

it('hides a kind, and remembers it for the streamer', async () => {
  const first = await open()
  await filter(first.page)
  await click(first.page, 'hide-raid')
  expect(shown(first.page)).toEqual(['follow'])

  const second = await open()
  expect(shown(second.page)).toEqual(['follow'])
  await filter(second.page)
  await click(second.page, 'filter-all')
  expect(shown(second.page)).toEqual(['raid', 'follow'])
})

it('hides events below a size, but none of an unknown size', async () => {
  const unknown = told('unknown', 3, 'raid.in', { actor: person('Bo') })
  const { page } = await open([...both(), arrivedOn('tfue', unknown)])
  await filter(page)
  const least = byTestId<HTMLSelectElement>(page, 'least-raids')
  if (least) least.value = '5'
  least?.dispatchEvent(new Event('change'))
  await nextTick()

  expect(shown(page)).toEqual(['unknown', 'follow'])
})

it('searches, and offers all events when none matches', async () => {
  const { page } = await open()
  await filter(page)
  const search = byTestId<HTMLInputElement>(page, 'event-search')
  if (search) search.value = 'nobody'
  search?.dispatchEvent(new Event('input'))
  await nextTick()
  expect(shown(page)).toEqual([])

  byTestId(page, 'feed-empty')?.querySelector('button')?.click()
  await eventually(() => {
    expect(shown(page)).toEqual(['raid', 'follow'])
  })
})

it('freezes while paused, counts new events, and resumes', async () => {
  const { page, events } = await open()
  await click(page, 'pause')
  events.add(arrivedOn('tfue', told('new', 5, 'raid.in')))
  await nextTick()
  expect(shown(page)).toEqual(['raid', 'follow'])
  expect(byTestId(page, 'show-new')?.textContent.trim()).toBe('1 new')

  await click(page, 'show-new')
  expect(shown(page)).toEqual(['new', 'raid', 'follow'])
  expect(document.activeElement?.id).toBe('events-heading')
})

it('opens the linked event, or reports it as missing', async () => {
  const found = await open(both(), '/home?streamer=tfue&event=follow')
  await eventually(() => {
    expect(found.page.querySelector('.linked dl')).not.toBeNull()
  })
  expect(byTestId(found.page, 'link')).toBeNull()

  const gone = await open(both(), '/home?streamer=tfue&event=gone')
  expect(byTestId(gone.page, 'link')?.textContent).toBe('missing')
})

it('tells that the filter hides the linked event, and opens it without the filter', async () => {
  const first = await open()
  await filter(first.page)
  await click(first.page, 'hide-follow')

  const { page } = await open(both(), '/home?streamer=tfue&event=follow')
  expect(byTestId(page, 'link')?.textContent).toBe('hidden')
  await click(page, 'link')
  expect(byTestId(page, 'link')).toBeNull()
  expect(page.querySelector('.linked dl')).not.toBeNull()
})

it('leads to the row that tells the linked event better, or that shows another copy of it', async () => {
  const donation = { actor: person('Bo'), amount: 500, unit: 'USD' }
  const notice = told('notice', 3, 'charity.donation', { ...donation, via: 'chat' })
  const better = told('better', 3, 'charity.donation', donation)
  const { page } = await open(
    [...both(), arrivedOn('tfue', notice), arrivedOn('tfue', better)],
    '/home?streamer=tfue&event=notice',
  )
  expect(shown(page)).toEqual(['better', 'raid', 'follow'])
  expect(byTestId(page, 'link')).toBeNull()
  await eventually(() => {
    expect(page.querySelector('.linked dl')).not.toBeNull()
  })
  expect(page.querySelector<HTMLElement>('.linked')?.dataset.eventId).toBe('better')

  const copy = { ...raid, id: 'copy', key: 'raid/1' }
  const other = await open(
    [arrivedOn('tfue', { ...raid, key: 'raid/1' }), arrivedOn('tfue', copy)],
    '/home?streamer=tfue&event=copy',
  )
  expect(shown(other.page)).toEqual(['raid'])
  await eventually(() => {
    expect(other.page.querySelector('.linked dl')).not.toBeNull()
  })
})

it('does not call an event too old that arrived during a pause', async () => {
  const paused = await open(both(), '/home?streamer=tfue&event=new')
  await click(paused.page, 'pause')
  paused.events.add(arrivedOn('tfue', told('new', 5, 'raid.in')))
  await nextTick()
  expect(shown(paused.page)).toEqual(['raid', 'follow'])
  expect(byTestId(paused.page, 'link')).toBeNull()
})

it('opens the linked event when the events are listed', async () => {
  const listed = ref(false)
  const { page } = await open(both(), '/home?streamer=tfue&event=follow', listed)
  expect(shown(page)).toEqual([])

  listed.value = true
  await eventually(() => {
    expect(page.querySelector('.linked dl')).not.toBeNull()
  })
})

it('counts events, and those that fit the filter', async () => {
  const { page, events } = await open()
  const counted = () => byTestId(page, 'count')?.textContent
  expect(counted()).toBe('2 events')

  // New events wait while a row has the focus of the keyboard.
  const row = page.querySelector<HTMLElement>('.row-summary')
  row?.focus()
  events.add(arrivedOn('tfue', told('new', 5, 'raid.in')))
  await nextTick()
  expect(byTestId(page, 'show-new')).not.toBeNull()
  expect(counted()).toBe('2 events')
  await click(page, 'show-new')
  expect(counted()).toBe('3 events')

  await filter(page)
  await click(page, 'filter-follow')
  expect(counted()).toBe('1 of 3 events')
})

it('leads from names to their channels, without a link inside the control of a row', async () => {
  const { page } = await open()
  const names = [...page.querySelectorAll<HTMLElement>('summary .text-link')]
  expect(names.map((it) => it.textContent)).toEqual(['Ada'])
  expect(page.querySelector('summary a')).toBeNull()

  const pressed = new MouseEvent('click', { bubbles: true, cancelable: true })
  names[0]?.dispatchEvent(pressed)
  expect(pressed.defaultPrevented).toBe(true)
})

it('marks where the viewer left off', async () => {
  const left = Date.parse(follow.at)
  localStorage.setItem('last-seen', JSON.stringify([['tfue', left]]))
  window.dispatchEvent(
    new StorageEvent('storage', {
      key: 'last-seen',
      newValue: localStorage.getItem('last-seen'),
      storageArea: localStorage,
    }),
  )
  const { page } = await open()

  const line = byTestId(page, 'since')
  expect(line?.textContent).toContain('New since')
  const row = line?.parentElement?.querySelector<HTMLElement>('[data-testid=event]')
  expect(row?.dataset.eventId).toBe('follow')
  const rows = [...page.querySelectorAll<HTMLElement>('[data-testid=event]')]
  const seen = rows.map((it) => it.classList.contains('seen'))
  expect(seen[0]).toBe(false)
  expect(seen.indexOf(true)).toBe(rows.indexOf(row as HTMLElement))
})
