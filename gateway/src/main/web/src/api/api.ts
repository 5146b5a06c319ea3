import type {
  Category,
  FoundStreams,
  PageConfig,
  Problem,
  RecentEvents,
  StreamerSuggestion,
  Viewer,
  WholeEvent,
  OpenedStream,
} from '../contract/contract'
import { hasText, t } from '../i18n/i18n'

const TIMEOUT_MS = 10_000
/** A server may be well again sooner than it says. */
const MAX_REST_MS = 5 * 60_000

/** A failed call. The message is a sentence for the viewer; status 0 means that no response came. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** The time in milliseconds before which the server asks not to repeat the request. */
    readonly restUntil = 0,
  ) {
    super(message)
    this.name = 'ApiError'
  }
}

/** Why a session ended; the sign-in page explains it. */
export type SessionEnd = 'signed-out' | 'account-removed'

/** The page's reaction to a call without a valid session; set once. */
let signedOut: (reason: SessionEnd) => void = () => undefined

/** Sets the reaction, and returns a function that restores the previous one. */
export function onSignedOut(listener: (reason: SessionEnd) => void) {
  const before = signedOut
  signedOut = listener
  return () => {
    signedOut = before
  }
}

let token = ''

/** From now on, calls present the token of an overlay instead of the session; empty for none. */
export function presentToken(presented: string) {
  token = presented
}

/** The header of an overlay, which has no session. */
export const authorization = (): Record<string, string> =>
  token ? { Authorization: `Bearer ${token}` } : {}

export function reportSignedOut(reason: SessionEnd = 'signed-out') {
  signedOut(reason)
}

export const getConfig = () => call<PageConfig>('/api/config')

/** The signed-in viewer; null (and no error) if there is none. */
export async function getViewer(): Promise<Viewer | null> {
  try {
    return await request<Viewer>('/api/auth/me')
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null
    throw error
  }
}

/**
 * The viewer after a fresh check at Twitch. Without a session, the page shows the sign-in with the
 * given reason.
 */
export const verifyViewer = (reason: SessionEnd) =>
  call<Viewer>('/api/auth/me?fresh=true', {}, reason)

export const logout = () => call<undefined>('/api/auth/logout', { method: 'POST' })

export async function findStreamers(query: string, signal: AbortSignal) {
  const address = `/api/streamers?query=${encodeURIComponent(query)}`
  return (await call<{ streamers: StreamerSuggestion[] }>(address, { signal })).streamers
}

/** The streams of some streamers, without those that Twitch does not know. */
export const findStreams = (logins: readonly string[], signal: AbortSignal) =>
  call<FoundStreams>(`/api/streams?logins=${logins.join()}`, { signal })

export interface StreamListQuery {
  list: 'followed' | 'moderated' | 'popular'
  language?: string
  category?: string
}

/** A list of streams; without consent if the list needs one that the viewer has not given. */
export const listStreams = (query: StreamListQuery, signal: AbortSignal) =>
  call<FoundStreams>(`/api/streams?${new URLSearchParams({ ...query }).toString()}`, { signal })

export const findCategories = async (signal: AbortSignal) =>
  (await call<{ categories: Category[] }>('/api/categories', { signal })).categories

/** With the id that is known of a streamer, one who changed the login is found, too. */
export function watchStreamer(login: string, signal: AbortSignal, id?: string) {
  const query = id === undefined ? '' : `?id=${id}`
  return call<OpenedStream>(`${streamerPath(login)}/watch${query}`, { method: 'PUT', signal })
}

export const renewWatch = (login: string, signal: AbortSignal) =>
  call<undefined>(`${streamerPath(login)}/watch`, { method: 'POST', signal })

export const unwatchStreamer = (login: string) =>
  // The page may be closing: `keepalive` lets the browser finish the request without it.
  request<undefined>(`${streamerPath(login)}/watch`, { method: 'DELETE', keepalive: true })

export function getRecentEvents(login: string, after: string | undefined, signal: AbortSignal) {
  const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`
  return call<RecentEvents>(`${streamerPath(login)}/events${query}`, { signal })
}

/** A whole event; status 404 if it is no longer kept. */
export const getEvent = (login: string, id: string, signal: AbortSignal) =>
  call<WholeEvent>(`${streamerPath(login)}/events/${encodeURIComponent(id)}`, { signal })

export function loginAddress({
  streamer,
  change,
  groups = [],
  chat,
  follows,
}: {
  streamer?: string
  change?: boolean
  groups?: string[]
  chat?: boolean
  follows?: boolean
} = {}) {
  const query = new URLSearchParams()
  if (streamer) query.set('streamer', streamer)
  if (change) query.set('switch', 'true')
  if (groups.length > 0) {
    query.set('own', 'true')
    query.set('groups', groups.join(','))
  }
  if (chat) query.set('chat', 'true')
  if (follows) query.set('follows', 'true')
  return query.size > 0 ? `/api/auth/login?${query.toString()}` : '/api/auth/login'
}

export const streamerPath = (login: string) => `/api/streamers/${encodeURIComponent(login)}`

/** Calls the server for a signed-in viewer. */
export async function call<T>(
  address: string,
  init: RequestInit = {},
  end?: SessionEnd,
): Promise<T> {
  try {
    return await request<T>(address, init)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) reportSignedOut(end)
    throw error
  }
}

/** Calls the server; a missing session is the caller's business. */
export async function request<T>(address: string, init: RequestInit = {}): Promise<T> {
  const response = await send(address, init)
  if (!response.ok) throw await asError(response, address)
  return (response.status === 204 ? undefined : await readBody(response)) as T
}

async function send(address: string, init: RequestInit) {
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout
  try {
    return await fetch(address, {
      ...init,
      signal,
      headers: { Accept: 'application/json, application/problem+json', ...authorization() },
    })
  } catch {
    // An aborted caller gets its own AbortError, not a sentence for the viewer.
    init.signal?.throwIfAborted()
    throw new ApiError(0, t(timeout.aborted ? 'app.errors.tooSlow' : 'app.errors.unreachable'))
  }
}

async function readBody(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    throw new ApiError(response.status, t('app.errors.unreadable'))
  }
}

async function asError(response: Response, address: string) {
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null
  const { status } = response
  // The server's English sentence is more specific than the text of its code.
  const name = `errors.${problem?.code ?? ''}`
  const streamer = /streamers\/(\w+)/.exec(address)?.[1] ?? ''
  const sentence = hasText(name) ? t(name, { streamer }) : (problem?.detail ?? problem?.title)
  return new ApiError(status, sentence ?? t('app.errors.status', { status }), restUntil(response))
}

/** Reads seconds or a date. */
function restUntil({ headers }: Response) {
  const asked = headers.get('Retry-After') ?? ''
  const now = Date.now()
  const time = /^\d+$/.test(asked) ? now + Number(asked) * 1_000 : Date.parse(asked)
  return Math.min(time || 0, now + MAX_REST_MS)
}
