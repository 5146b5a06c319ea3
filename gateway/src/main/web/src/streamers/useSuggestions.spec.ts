import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { runInScope } from '../testing/mount'
import { findStreamers } from '../api/api'
import type { StreamerSuggestion } from '../contract/contract'
import { useSuggestions } from './useSuggestions'

vi.mock(import('../api/api'), async (original) => ({
  ...(await original()),
  findStreamers: vi.fn(),
}))

const streamer = (login: string): StreamerSuggestion => ({
  id: login,
  login,
  name: login,
  avatar: '',
  live: false,
  category: '',
})

beforeEach(() => {
  vi.useFakeTimers()
  vi.mocked(findStreamers).mockReset()
})

afterEach(() => {
  vi.useRealTimers()
})

it('sends one request when typing pauses', async () => {
  vi.mocked(findStreamers).mockResolvedValue([streamer('tfue')])
  const { suggest, suggestions } = runInScope(useSuggestions)

  suggest('tf')
  await vi.advanceTimersByTimeAsync(199)
  suggest(' tfu ')
  await vi.advanceTimersByTimeAsync(200)

  expect(vi.mocked(findStreamers).mock.calls.map(([query]) => query)).toEqual(['tfu'])
  expect(suggestions.value).toEqual([streamer('tfue')])
})

it.each(['', 't', ' t ', 'a'.repeat(51)])('does not ask for %j', async (text) => {
  const { suggest } = runInScope(useSuggestions)

  suggest(text)
  await vi.advanceTimersByTimeAsync(1000)

  expect(findStreamers).not.toHaveBeenCalled()
})

it('ignores the late response to an older query', async () => {
  const answers: ((found: StreamerSuggestion[]) => void)[] = []
  vi.mocked(findStreamers).mockImplementation(
    () => new Promise((resolve) => void answers.push(resolve)),
  )
  const { suggest, suggestions } = runInScope(useSuggestions)

  suggest('tf')
  await vi.advanceTimersByTimeAsync(200)
  suggest('ninja')
  await vi.advanceTimersByTimeAsync(200)
  answers[1]?.([streamer('ninja')])
  answers[0]?.([streamer('tfue')])
  await vi.advanceTimersByTimeAsync(0)

  expect(suggestions.value).toEqual([streamer('ninja')])
})

it('ignores a response after closing', async () => {
  vi.mocked(findStreamers).mockResolvedValue([streamer('tfue')])
  const { suggest, close, suggestions } = runInScope(useSuggestions)

  suggest('tfue')
  close()
  await vi.advanceTimersByTimeAsync(1000)

  expect(suggestions.value).toEqual([])
})

it('shows nothing when the request fails', async () => {
  vi.mocked(findStreamers).mockRejectedValue(new Error('down'))
  const { suggest, suggestions } = runInScope(useSuggestions)

  suggest('tfue')
  await vi.advanceTimersByTimeAsync(200)

  expect(suggestions.value).toEqual([])
})

it('moves through the list, and past its ends to the text', async () => {
  vi.mocked(findStreamers).mockResolvedValue([streamer('a'), streamer('b')])
  const { suggest, active, move } = runInScope(useSuggestions)
  suggest('ab')
  await vi.advanceTimersByTimeAsync(200)

  const places = ([1, 1, 1, -1] as const).map((step) => {
    move(step)
    return active.value
  })

  expect(places).toEqual([0, 1, -1, 1])
})
