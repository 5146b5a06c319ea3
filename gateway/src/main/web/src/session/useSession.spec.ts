import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError, getConfig, getViewer, logout, verifyViewer } from '../api/api'
import type { PageConfig, Viewer } from '../contract/contract'

vi.mock(import('../api/api'), async (original) => ({
  ...(await original()),
  getConfig: vi.fn(),
  getViewer: vi.fn(),
  logout: vi.fn(),
  verifyViewer: vi.fn(),
}))

const viewer: Viewer = { id: '1', login: 'ada', name: 'Ada', avatar: '', scopes: [] }

/** A new page for each test, because all of a page shares one session. */
async function newPage() {
  vi.resetModules()
  return (await import('./useSession')).useSession()
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.mocked(getConfig)
    .mockReset()
    .mockResolvedValue({ version: '1' } as PageConfig)
  vi.mocked(getViewer).mockReset().mockResolvedValue(viewer)
  vi.spyOn(document, 'cookie', 'get').mockReturnValue('signed-in=1')
})

afterEach(() => {
  vi.useRealTimers()
})

it('is ready after loading the viewer', async () => {
  const session = await newPage()
  await session.load()

  await expect(session.ready).resolves.toBeUndefined()
  expect([session.status.value, session.viewer.value]).toEqual(['ready', viewer])
})

it('does not ask for the viewer without the marker', async () => {
  vi.spyOn(document, 'cookie', 'get').mockReturnValue('')
  const session = await newPage()
  await session.load()

  expect([session.status.value, session.viewer.value]).toEqual(['ready', null])
  expect(getViewer).not.toHaveBeenCalled()
})

it('is ready without a viewer if the marker is stale', async () => {
  vi.mocked(getViewer).mockResolvedValue(null)
  const session = await newPage()
  await session.load()

  expect([session.status.value, session.viewer.value]).toEqual(['ready', null])
})

it('shows why the server cannot be reached, and retries', async () => {
  vi.mocked(getConfig).mockRejectedValueOnce(new ApiError(0, 'No answer.'))
  const session = await newPage()
  await session.load()
  expect([session.status.value, session.problem.value]).toEqual(['unreachable', 'No answer.'])

  await vi.advanceTimersByTimeAsync(1_000)
  expect(session.status.value).toBe('ready')
})

it('starts again no sooner than the server asks', async () => {
  const session = await newPage()
  const { ApiError } = await import('../api/api')
  vi.mocked(getConfig).mockRejectedValueOnce(new ApiError(503, 'Busy.', Date.now() + 20_000))
  await session.load()
  await vi.advanceTimersByTimeAsync(19_000)
  expect(session.status.value).toBe('unreachable')

  await vi.advanceTimersByTimeAsync(2_000)
  expect(session.status.value).toBe('ready')
})

it('stays signed in when the sign-out fails', async () => {
  vi.mocked(logout)
    .mockRejectedValueOnce(new ApiError(503, 'Busy.'))
    .mockResolvedValueOnce(undefined)
  const session = await newPage()
  await session.load()

  await expect(session.signOut()).rejects.toThrow('Busy.')
  expect(session.viewer.value).toEqual(viewer)

  await session.signOut()
  expect(session.viewer.value).toBeNull()
})

it('keeps a viewer who signed in again in another tab', async () => {
  const session = await newPage()
  await session.load()
  vi.mocked(getViewer).mockResolvedValue({ ...viewer, scopes: ['bits:read'] })

  expect(await session.isStillSignedIn()).toBe(true)
  expect(session.viewer.value?.scopes).toEqual(['bits:read'])
})

it.each([
  ['there is no session', () => Promise.resolve(null)],
  ['the server does not answer', () => Promise.reject(new ApiError(0, 'No answer.'))],
])('forgets the viewer if %s', async (_, answer) => {
  const session = await newPage()
  await session.load()
  vi.mocked(getViewer).mockImplementation(answer)

  expect(await session.isStillSignedIn()).toBe(false)
  expect(session.viewer.value).toBeNull()
})

it('passes on why the session has probably ended', async () => {
  vi.mocked(verifyViewer).mockResolvedValue({ ...viewer, scopes: ['bits:read'] })
  const session = await newPage()
  await session.load()

  await session.verify('account-removed')

  expect(verifyViewer).toHaveBeenCalledWith('account-removed')
  expect(session.viewer.value?.scopes).toEqual(['bits:read'])
})
