import { expect, it, vi } from 'vitest'
import type { ScheduledStream } from '../contract/contract'
import { byTestId, flushPromises, mount } from '../testing/mount'
import NextStream from './NextStream.vue'

const findSchedule = vi.hoisted(() => vi.fn<(login: string) => Promise<ScheduledStream[]>>())
vi.mock('../api/schedule', () => ({ findSchedule }))

const planned = (hours: number, title: string): ScheduledStream => ({
  startsAt: new Date(Date.now() + hours * 3_600_000).toISOString(),
  title,
  category: 'Chess',
})

async function open(streams: ScheduledStream[]) {
  findSchedule.mockResolvedValue(streams)
  const place = await mount(NextStream, { login: 'ada' })
  await flushPromises()
  return byTestId(place, 'next-stream')
}

it('tells the next stream that has not begun, without a further tab stop', async () => {
  const shown = await open([planned(-1, 'Begun'), planned(1, 'Opening night')])

  expect(shown?.textContent).toContain('Next stream')
  expect(shown?.querySelector('bdi')?.textContent).toBe('Opening night')
  expect(shown?.querySelector('a')).toBeNull()
})

it('tells the category of a stream without a title', async () => {
  expect((await open([planned(1, '')]))?.querySelector('bdi')?.textContent).toBe('Chess')
})

it('shows nothing without a schedule, or if it cannot be loaded', async () => {
  expect(await open([])).toBeNull()

  findSchedule.mockRejectedValue(new Error('503'))
  const place = await mount(NextStream, { login: 'bo' })
  await flushPromises()
  expect(byTestId(place, 'next-stream')).toBeNull()
})
