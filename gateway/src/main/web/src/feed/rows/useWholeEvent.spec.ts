import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import { ApiError, getEvent } from '../../api/api'
import { chooseLanguage } from '../../i18n/languages'
import { anEvent } from '../../testing/events'
import { byTestId, flushPromises, mount } from '../../testing/mount'
import EventDetails from './EventDetails.vue'

vi.mock(import('../../api/api'), async (original) => ({ ...(await original()), getEvent: vi.fn() }))

const REST = 'The rest of a long message'
const shortened = () =>
  anEvent('m1', 1, { details: { action: 'announcement', title: 'Who wins?', lacks: ['quote'] } })
const whole = anEvent('m1', 1, {
  details: { action: 'announcement', title: 'Who wins?', quote: REST },
})

const fetching = vi.mocked(getEvent)

beforeEach(() => {
  fetching.mockReset().mockResolvedValue(whole)
})

it('fetches the whole of a shortened event and shows it', async () => {
  const page = await mount(EventDetails, { event: shortened() })
  expect(byTestId(page, 'rest-loading')?.textContent).toContain('Loading the rest')
  await flushPromises()

  expect(fetching.mock.calls.map(([login, id]) => [login, id])).toEqual([['tfue', 'm1']])
  expect(page.textContent).toContain(REST)
  expect(byTestId(page, 'rest-loading')).toBeNull()
})

it('fetches nothing for a complete event', async () => {
  const page = await mount(EventDetails, { event: whole })
  await flushPromises()

  expect(fetching).not.toHaveBeenCalled()
  expect(page.textContent).toContain(REST)
})

it('fetches an event once, however often it is opened', async () => {
  const event = shortened()
  await mount(EventDetails, { event })
  await flushPromises()
  const again = await mount(EventDetails, { event })
  await flushPromises()

  expect(fetching).toHaveBeenCalledOnce()
  expect(again.textContent).toContain(REST)
})

it.each([
  ['en', 'It is no longer kept.'],
  ['de', 'Es wird nicht mehr aufbewahrt.'],
] as const)('says in %s that the whole is no longer kept', async (language, sentence) => {
  await chooseLanguage(language)
  onTestFinished(() => chooseLanguage('en'))
  fetching.mockRejectedValue(new ApiError(404, 'This event is no longer kept.'))

  const page = await mount(EventDetails, { event: shortened() })
  await flushPromises()

  expect(byTestId(page, 'rest-failed')?.textContent).toContain(sentence)
  expect(page.textContent).toContain('Who wins?')
  expect(page.textContent.toLowerCase()).not.toContain('lacks')
})

it('tries again on request', async () => {
  fetching.mockRejectedValueOnce(new ApiError(503, 'Busy.'))
  const page = await mount(EventDetails, { event: shortened() })
  await flushPromises()
  expect(byTestId(page, 'rest-failed')?.textContent).toContain('Busy.')

  byTestId(page, 'rest-failed')?.querySelector('button')?.click()
  await flushPromises()

  expect(page.textContent).toContain(REST)
  expect(byTestId(page, 'rest-failed')).toBeNull()
})

it('ignores a late answer for an event that has been replaced', async () => {
  let answer: (event: typeof whole) => void = () => undefined
  fetching.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
  const shown = ref(shortened())
  const page = await mount(defineComponent(() => () => h(EventDetails, { event: shown.value })))
  shown.value = anEvent('m2', 2, { details: { title: 'Another' } })
  await nextTick()

  answer(whole)
  await flushPromises()

  expect(page.textContent).toContain('Another')
  expect(page.textContent).not.toContain(REST)
})
