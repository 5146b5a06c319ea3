import { beforeEach, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import { ApiError, getEvent } from '../../api/api'
import type { StreamEvent } from '../../contract/contract'
import { chooseLanguage } from '../../i18n/languages'
import { person, told } from '../../testing/events'
import { byTestId, flushPromises, mount } from '../../testing/mount'
import EventDetails from './EventDetails.vue'

vi.mock('../../api/videos', () => ({ findVideos: () => Promise.resolve([]) }))

vi.mock(import('../../api/api'), async (original) => ({ ...(await original()), getEvent: vi.fn() }))

const choices = [{ title: 'Yes', votes: 1, points: 5 }, { title: 'No' }]
const shortened = () => told('p1', 1, 'prediction.end', { title: 'Who wins?', lacks: ['choices'] })
const whole = told('p1', 1, 'prediction.end', { title: 'Who wins?', choices })

const fetching = vi.mocked(getEvent)

beforeEach(() => {
  fetching.mockReset().mockResolvedValue(whole)
})

function factsOn(page: Element) {
  const labels = [...page.querySelectorAll('dt')].map((label) => label.textContent)
  const values = [...page.querySelectorAll('dd')].map((value) => value.textContent.trim())
  return Object.fromEntries(labels.map((label, index) => [label, values[index]]))
}

const facts = {
  actor: { login: 'sara', name: 'سارة' },
  with: [person('Bo'), person('Cy')],
  amount: 1050,
  unit: 'EUR',
  decimals: 2,
  tier: 'prime',
  kind: 'brand_new',
  labels: ['Gambling', 'BrandNew'],
  quote: 'Hi',
  automatic: false,
  object: { kind: 'donation', id: 'x' },
  via: 'eventsub',
}

it('shows the known facts in words, and no codes or ids', async () => {
  const page = await mount(EventDetails, { event: told('a', 1, 'charity.donation', facts) })
  const shown = factsOn(page)
  delete shown.Link
  delete shown['What Twitch sent']

  expect(shown).toEqual({
    Time: 'Aug 1, 2026, 12:01:00 PM',
    Event: 'Charity',
    By: 'سارة (sara)',
    'Together with': 'Bo and Cy',
    Amount: '€10.50',
    Tier: 'Prime',
    'Content labels': 'gambling',
    Message: 'Hi',
    Scheduled: 'no',
  })
  expect([...page.querySelectorAll('bdi')].map((text) => text.textContent)).toContain('سارة')
})

it('shows them in German', async () => {
  await chooseLanguage('de')
  const event = told('a', 1, 'cheer', { actor: person('Ada'), amount: '1000', unit: 'bits' })
  const page = await mount(EventDetails, { event })

  expect(factsOn(page)).toMatchObject({ Ereignis: 'Bits', Von: 'Ada', Bits: '1.000' })
  await chooseLanguage('en')
})

it('fetches nothing for a complete event', async () => {
  await mount(EventDetails, { event: whole })
  await flushPromises()

  expect(fetching).not.toHaveBeenCalled()
})

it('fetches the whole of a shortened event and shows it', async () => {
  const page = await mount(EventDetails, { event: shortened() })
  expect(byTestId(page, 'rest-loading')?.textContent).toContain('Loading the rest')
  await flushPromises()

  expect(fetching.mock.calls.map(([login, id]) => [login, id])).toEqual([['tfue', 'p1']])
  expect(factsOn(page).Choices).toBe('Yes: 5 and No')
  expect(byTestId(page, 'rest-loading')).toBeNull()
})

it('fetches an event once, however often it is opened', async () => {
  const event = shortened()
  await mount(EventDetails, { event })
  await flushPromises()
  await mount(EventDetails, { event })
  await flushPromises()

  expect(fetching).toHaveBeenCalledOnce()
})

it.each([
  ['en', 'It is no longer kept.'],
  ['de', 'Es wird nicht mehr aufbewahrt.'],
] as const)('says in %s that the whole is no longer kept', async (language, sentence) => {
  await chooseLanguage(language)
  fetching.mockRejectedValue(new ApiError(404, 'This event is no longer kept.'))

  const page = await mount(EventDetails, { event: shortened() })
  await flushPromises()

  expect(byTestId(page, 'rest-failed')?.textContent).toContain(sentence)
  expect(page.textContent).toContain('Who wins?')
  await chooseLanguage('en')
})

it('tries again on request', async () => {
  fetching.mockRejectedValueOnce(new ApiError(503, 'Busy.'))
  const page = await mount(EventDetails, { event: shortened() })
  await flushPromises()
  expect(byTestId(page, 'rest-failed')?.textContent).toContain('Busy.')

  byTestId(page, 'rest-failed')?.querySelector('button')?.click()
  await flushPromises()

  expect(factsOn(page).Choices).toBeDefined()
  expect(byTestId(page, 'rest-failed')).toBeNull()
})

it.each([
  ['en', 'Show what Twitch sent'],
  ['de', 'Zeigen, was Twitch gesendet hat'],
] as const)('fetches what Twitch sent on request, in %s', async (language, label) => {
  await chooseLanguage(language)
  fetching.mockResolvedValue({ ...whole, body: { prediction: { title: 'Who wins?' } } })
  const page = await mount(EventDetails, { event: whole })
  expect(fetching).not.toHaveBeenCalled()

  const button = byTestId(page, 'show-original')
  expect(button?.textContent.trim()).toBe(label)
  button?.click()
  await flushPromises()

  expect(JSON.parse(byTestId(page, 'original')?.textContent ?? '')).toEqual({
    prediction: { title: 'Who wins?' },
  })
  await chooseLanguage('en')
})

it('says that what Twitch sent is no longer kept', async () => {
  fetching.mockRejectedValue(new ApiError(404, 'Gone.'))
  const page = await mount(EventDetails, { event: whole })
  byTestId(page, 'show-original')?.click()
  await flushPromises()

  expect(byTestId(page, 'original-failed')?.textContent).toBe('It is no longer kept.')
})

it('ignores a late answer for an event that has been replaced', async () => {
  let answer: (event: StreamEvent) => void = () => undefined
  fetching.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
  const shown = ref(shortened())
  const page = await mount(defineComponent(() => () => h(EventDetails, { event: shown.value })))
  shown.value = told('p2', 2, 'poll.begin', { title: 'Another' })
  await nextTick()

  answer(whole)
  await flushPromises()

  expect(factsOn(page)).toMatchObject({ Title: 'Another' })
  expect(factsOn(page).Choices).toBeUndefined()
})
