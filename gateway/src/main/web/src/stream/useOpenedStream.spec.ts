import { beforeEach, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { flushPromises, runInScope } from '../testing/mount'
import { ApiError, unwatchStreamer, watchStreamer } from '../api/api'
import type { OpenedStream } from '../contract/contract'
import { loadPusher } from '../connection/usePusher'
import { useSession } from '../session/useSession'
import { useOpenedStream } from './useOpenedStream'

vi.mock(import('../api/api'), async (original) => ({
  ...(await original()),
  watchStreamer: vi.fn(),
  unwatchStreamer: vi.fn(),
}))

vi.mock(import('../connection/usePusher'), () => ({ loadPusher: vi.fn() }) as never)

const left = () => vi.mocked(unwatchStreamer).mock.calls.flat()

function open(first: string | null) {
  const login = ref(first)
  return { login, ...runInScope(() => useOpenedStream(login)) }
}

beforeEach(() => {
  useSession().viewer.value = { id: '1', login: 'ada', name: 'Ada', avatar: '', scopes: [] }
  vi.mocked(unwatchStreamer).mockReset().mockResolvedValue(undefined)
  vi.mocked(watchStreamer)
    .mockReset()
    .mockImplementation((login) => Promise.resolve({ streamer: { login } } as OpenedStream))
})

it('asks for nothing without a streamer', async () => {
  const { opened } = open(null)
  await flushPromises()

  expect(opened.value).toBeNull()
  expect(watchStreamer).not.toHaveBeenCalled()
})

it('opens the streamer, and leaves when the page does', async () => {
  const { opened } = open('tfue')
  await flushPromises()
  expect(opened.value?.streamer.login).toBe('tfue')

  window.dispatchEvent(new Event('pagehide'))
  expect(left()).toEqual(['tfue'])
})

it('leaves one streamer for the next, and shows no late answer of the first', async () => {
  let answer: (watch: OpenedStream) => void = () => undefined
  vi.mocked(watchStreamer).mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
  const { login, opened } = open('tfue')
  login.value = 'ninja'
  await nextTick()
  answer({ streamer: { login: 'tfue' } } as OpenedStream)
  await flushPromises()

  expect(left()).toEqual(['tfue'])
  expect(opened.value?.streamer.login).toBe('ninja')
})

it('fetches pusher-js where there is a live feed, and there alone', async () => {
  const { config } = useSession()
  const embeds = { player: '', chat: '' }
  config.value = { version: '1', pusher: null, embeds }
  open('tfue')
  await flushPromises()
  expect(loadPusher).not.toHaveBeenCalled()

  config.value = { version: '1', pusher: { key: 'k', host: 'h', port: 1, tls: true }, embeds }
  vi.mocked(loadPusher).mockRejectedValueOnce(new ApiError(0, 'No answer.'))
  const { opened, problem, temporary } = open('tfue')
  await flushPromises()
  expect([opened.value, problem.value, temporary.value]).toEqual([null, 'No answer.', true])
})

it('shows the sentence of a refusal, and opens when asked again', async () => {
  vi.mocked(watchStreamer).mockRejectedValueOnce(new ApiError(404, 'Nobody is called so.'))
  const { opened, problem, open: again } = open('nobody')
  await flushPromises()
  expect([opened.value, problem.value]).toEqual([null, 'Nobody is called so.'])

  await again()
  expect([opened.value?.streamer.login, problem.value]).toEqual(['nobody', ''])
})

const answerOf = (id: string) => ({ streamer: { id, login: 'tfue' } }) as OpenedStream

it('opens with the name alone while Twitch cannot say who that is, and asks until it can', async () => {
  vi.useFakeTimers()
  try {
    vi.mocked(watchStreamer)
      .mockResolvedValueOnce(answerOf(''))
      .mockResolvedValueOnce(answerOf(''))
      .mockRejectedValueOnce(new ApiError(503, 'Busy.'))
      .mockResolvedValueOnce(answerOf('1'))
    const { opened } = open('tfue')
    await vi.advanceTimersByTimeAsync(0)
    expect(opened.value?.streamer.id).toBe('')

    await vi.advanceTimersByTimeAsync(600_000)

    expect(opened.value?.streamer.id).toBe('1')
    expect(watchStreamer).toHaveBeenCalledTimes(4)
  } finally {
    vi.useRealTimers()
  }
})

it('says so once Twitch knows that there is nobody of that name', async () => {
  vi.useFakeTimers()
  try {
    vi.mocked(watchStreamer)
      .mockResolvedValueOnce(answerOf(''))
      .mockRejectedValue(new ApiError(404, 'Nobody is called so.'))
    const { opened, problem } = open('tfue')

    await vi.advanceTimersByTimeAsync(600_000)

    expect([opened.value, problem.value]).toEqual([null, 'Nobody is called so.'])
  } finally {
    vi.useRealTimers()
  }
})

it.each([
  [new ApiError(0, 'No answer.'), true],
  [new ApiError(503, 'Busy.'), true],
  [new ApiError(404, 'Nobody is called so.'), false],
  [new Error('A fault of the page.'), false],
])('takes %o for a trouble that passes: %s', async (error, passes) => {
  vi.mocked(watchStreamer).mockRejectedValueOnce(error)
  const { temporary } = open('tfue')
  await flushPromises()

  expect(temporary.value).toBe(passes)
})

it('leaves when another view comes, though the address names no streamer any more', async () => {
  const { login, leave } = open('tfue')
  await flushPromises()
  login.value = null
  leave()

  expect(left()).toEqual(['tfue'])
})

it('has nothing to say to the server once the viewer is signed out', async () => {
  const { leave } = open('tfue')
  await flushPromises()
  useSession().viewer.value = null
  leave()

  expect(left()).toEqual([])
})

it('says that it still watches when another tab leaves the same streamer', async () => {
  open('tfue')
  const { login } = open('tfue')
  open('ninja')
  await flushPromises()
  vi.mocked(watchStreamer).mockClear()

  login.value = null
  await vi.waitFor(
    () => {
      expect(watchStreamer).toHaveBeenCalled()
    },
    { timeout: 5_000 },
  )

  expect(vi.mocked(watchStreamer).mock.calls.map(([streamer]) => streamer)).toEqual(['tfue'])
})
