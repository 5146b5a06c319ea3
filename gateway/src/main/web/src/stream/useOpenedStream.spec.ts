import { beforeEach, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { flushPromises, runInScope } from '../testing/mount'
import { ApiError, unwatchStreamer, verifyViewer, watchStreamer } from '../api/api'
import type { OpenedStream } from '../contract/contract'
import { loadPusher } from '../connection/usePusher'
import { useSession } from '../session/useSession'
import { useKnownStreamers } from '../streamers/useKnownStreamers'
import { useOpenedStream } from './useOpenedStream'
import { eventually } from '../testing/eventually'

vi.mock(import('../api/api'), async (original) => ({
  ...(await original()),
  watchStreamer: vi.fn(),
  unwatchStreamer: vi.fn(),
  verifyViewer: vi.fn(),
}))

vi.mock(
  import('../connection/usePusher'),
  () => ({ loadPusher: vi.fn(() => Promise.resolve()) }) as never,
)

const left = () => vi.mocked(unwatchStreamer).mock.calls.flat()

function open(first: string | null) {
  const login = ref(first)
  return { login, ...runInScope(() => useOpenedStream(login)) }
}

beforeEach(() => {
  useSession().viewer.value = { id: '1', login: 'ada', name: 'Ada', avatar: '', scopes: [] }
  vi.mocked(verifyViewer).mockReset()
  vi.mocked(unwatchStreamer).mockReset().mockResolvedValue(undefined)
  vi.mocked(watchStreamer)
    .mockReset()
    .mockImplementation((login) => Promise.resolve({ streamer: { login } } as OpenedStream))
})

it('sends no request without a streamer', async () => {
  const { opened } = open(null)
  await flushPromises()

  expect(opened.value).toBeNull()
  expect(watchStreamer).not.toHaveBeenCalled()
})

it('opens the streamer, and leaves when the page is closed', async () => {
  const { opened } = open('tfue')
  await flushPromises()
  expect(opened.value?.streamer.login).toBe('tfue')

  window.dispatchEvent(new Event('pagehide'))
  expect(left()).toEqual(['tfue'])
})

it('leaves the first streamer for the next, and ignores a late response of the first', async () => {
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

it('loads pusher-js only if there is a live feed, and opens the stream without it', async () => {
  const { config } = useSession()
  const embeds = { player: '', chat: '' }
  config.value = { version: '1', pusher: null, embeds }
  open('tfue')
  await flushPromises()
  expect(loadPusher).not.toHaveBeenCalled()

  config.value = { version: '1', pusher: { key: 'k', host: 'h', port: 1, tls: true }, embeds }
  vi.mocked(loadPusher).mockRejectedValueOnce(new TypeError('Failed to fetch'))
  const { opened, problem } = open('tfue')
  await flushPromises()
  expect(loadPusher).toHaveBeenCalledOnce()
  expect([opened.value?.streamer.login, problem.value]).toEqual(['tfue', ''])
})

it('shows the sentence of an error, and opens on a retry', async () => {
  vi.mocked(watchStreamer).mockRejectedValueOnce(new ApiError(404, 'There is no such streamer.'))
  const { opened, problem, open: again } = open('nobody')
  await flushPromises()
  expect([opened.value, problem.value]).toEqual([null, 'There is no such streamer.'])

  await again()
  expect([opened.value?.streamer.login, problem.value]).toEqual(['nobody', ''])
})

const answerOf = (id: string) => ({ streamer: { id, login: 'tfue' } }) as OpenedStream

it('opens with the login alone while Twitch is unreachable, and retries until it answers', async () => {
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

it('reports an unknown name once Twitch answers', async () => {
  vi.useFakeTimers()
  try {
    vi.mocked(watchStreamer)
      .mockResolvedValueOnce(answerOf(''))
      .mockRejectedValue(new ApiError(404, 'There is no such streamer.'))
    const { opened, problem } = open('tfue')

    await vi.advanceTimersByTimeAsync(600_000)

    expect([opened.value, problem.value]).toEqual([null, 'There is no such streamer.'])
  } finally {
    vi.useRealTimers()
  }
})

it.each([
  [new ApiError(0, 'No answer.'), true],
  [new ApiError(503, 'Busy.'), true],
  [new ApiError(429, 'Too many requests.'), true],
  [new ApiError(404, 'There is no such streamer.'), false],
  [new Error('A fault of the page.'), false],
])('classifies %o as temporary: %s', async (error, passes) => {
  vi.mocked(watchStreamer).mockRejectedValueOnce(error)
  const { temporary } = open('tfue')
  await flushPromises()

  expect(temporary.value).toBe(passes)
})

it('leaves when the view changes', async () => {
  const { login, leave } = open('tfue')
  await flushPromises()
  login.value = null
  leave()

  expect(left()).toEqual(['tfue'])
})

it('sends no departure after the sign-out', async () => {
  const { leave } = open('tfue')
  await flushPromises()
  useSession().viewer.value = null
  leave()

  expect(left()).toEqual([])
})

it('renews its watch when another tab leaves the same streamer', async () => {
  open('tfue')
  const { login } = open('tfue')
  open('ninja')
  await flushPromises()
  vi.mocked(watchStreamer).mockClear()

  login.value = null
  await eventually(() => {
    expect(watchStreamer).toHaveBeenCalled()
  })

  expect(vi.mocked(watchStreamer).mock.calls.map(([streamer]) => streamer)).toEqual(['tfue'])
})

it.each([
  ['ada', 404, [['account-removed']]],
  ['ada', 503, []],
  ['tfue', 404, []],
])('verifies the session if the own channel is unknown (%s, %i)', async (login, status, calls) => {
  vi.mocked(watchStreamer).mockRejectedValue(new ApiError(status, 'No.'))

  open(login)
  await flushPromises()

  expect(vi.mocked(verifyViewer).mock.calls).toEqual(calls)
})

it('finds a streamer who changed the login by the id that it knew', async () => {
  vi.mocked(watchStreamer).mockResolvedValue({
    streamer: { login: 'tfue', id: '60978448' },
  } as OpenedStream)
  const { open: again } = open('tfue')
  await flushPromises()

  await again()

  expect(vi.mocked(watchStreamer).mock.calls.map(([login, , id]) => [login, id])).toEqual([
    ['tfue', undefined],
    ['tfue', '60978448'],
  ])
})

it('finds a streamer who changed the login by the id that this device keeps', async () => {
  useKnownStreamers().remember({ login: 'ninja', name: 'Ninja', avatar: '', id: '19571641' })
  open('ninja')
  await flushPromises()

  expect(vi.mocked(watchStreamer).mock.lastCall?.[2]).toBe('19571641')
})
