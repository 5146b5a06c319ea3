import type Pusher from 'pusher-js'
import type { ChannelAuthorizationCallback, ChannelAuthorizationHandler } from 'pusher-js'
import { readonly, ref, shallowRef } from 'vue'
import { request, type ApiError } from '../api/api'
import type { PusherSettings } from '../contract/contract'
import { confirmSession } from '../session/sessionCheck'
import { onPageReturn } from './pageReturn'

const REFUSED_RETRY_MS = 60_000
/** By default, pusher-js waits up to a minute between attempts. */
const UNAVAILABLE_RETRY_MS = 10_000
const UNAVAILABLE_SPREAD_MS = 5_000
const SESSION_CHECK_MS = 60_000
/** By default, pusher-js notices after more than two minutes that a socket is dead. */
const PONG_MS = 1_500
/** That many restarts within that time mean that the server is unhealthy. */
const RESTARTS = 4
const RESTARTS_WITHIN_MS = 10_000

const socket = ref('initialized')
const closeCode = ref<number | null>(null)
/** Undefined until pusher-js has loaded. */
const client = shallowRef<Pusher>()

let library: typeof Pusher | undefined
/** Where the client connects, while a page needs it. */
let wanted: PusherSettings | undefined
let retry: ReturnType<typeof setTimeout> | undefined
let restarts: number[] = []
let resting = false
let sessionChecked = 0
let pong: ReturnType<typeof setTimeout> | undefined
let stopReturns = () => undefined as void

/** Loads pusher-js; pages without a live feed do not need it. */
export async function loadPusher() {
  library ??= (await import('pusher-js')).default
  return library
}

/** The page's one Pusher client, made when the first streamer is opened, as soon as pusher-js has loaded. */
export function usePusher(settings: PusherSettings) {
  if (!wanted) {
    wanted = settings
    sessionChecked = Date.now()
    stopReturns = onPageReturn(comeBack)
    // The stream is drawn first.
    setTimeout(() => void start())
  }
  return { client, socket: readonly(socket), closeCode: readonly(closeCode), tryNow }
}

/** Without pusher-js there is no connection, until the next attempt loads it. */
async function start() {
  try {
    const Client = library ?? (await loadPusher())
    if (wanted) client.value ??= connect(Client, wanted)
  } catch {
    if (wanted) enter('unavailable')
  }
}

export function disconnectPusher() {
  stopReturns()
  wanted = undefined
  client.value?.disconnect()
  client.value = undefined
  restarts = []
  refusals.clear()
  clearTimeout(retry)
  endCheck()
  socket.value = 'initialized'
  closeCode.value = null
}

function connect(Client: typeof Pusher, { key, host, port, tls }: PusherSettings) {
  const pusher = new Client(key, {
    // Required by pusher-js, although wsHost overrides it.
    cluster: 'any',
    wsHost: host,
    wsPort: port,
    wssPort: port,
    forceTLS: tls,
    // Other transports would fall back to Pusher's own hosts.
    enabledTransports: ['ws', 'wss'],
    channelAuthorization: { customHandler: authorize },
  })
  pusher.connection.bind('state_change', ({ current }: { current: string }) => {
    enter(current === 'disconnected' && resting ? 'unavailable' : current)
  })
  // pusher-js reports `connected` for another second after it lost the socket.
  pusher.connection.bind('connecting_in', () => {
    enter('connecting')
  })
  pusher.connection.bind('error', (error: unknown) => {
    const code = codeOf(error)
    closeCode.value = code ?? closeCode.value
    if (code !== null && code >= 4200 && code < 4300) countRestart()
  })
  pusher.connection.bind('message', ({ event }: { event?: unknown }) => {
    if (event === 'pusher:pong') endCheck()
  })
  // Without WebSocket support, the connection has failed before the handlers were bound.
  enter(pusher.connection.state)
  return pusher
}

/** The refusals of the last attempts to listen to private channels; pusher-js passes on a text alone. */
export const refusals = new Map<string, ApiError>()

const authorize: ChannelAuthorizationHandler = ({ socketId, channelName }, callback) => {
  refusals.delete(channelName)
  request<Parameters<ChannelAuthorizationCallback>[1]>('/api/pusher/auth', {
    method: 'POST',
    body: new URLSearchParams({ socket_id: socketId, channel_name: channelName }),
  }).then(
    (data) => {
      callback(null, data)
    },
    (error: ApiError) => {
      refusals.set(channelName, error)
      callback(error, null)
    },
  )
}

function enter(state: string) {
  socket.value = state
  clearTimeout(retry)
  if (state !== 'connected') endCheck()
  if (state === 'connected') closeCode.value = null
  // pusher-js never retries after a refusal.
  if (state === 'disconnected') retry = setTimeout(tryNow, REFUSED_RETRY_MS)
  // With jitter, so that not all pages reconnect at the same moment.
  if (state === 'unavailable') {
    retry = setTimeout(tryNow, UNAVAILABLE_RETRY_MS + Math.random() * UNAVAILABLE_SPREAD_MS)
  }
}

/** `connect()` alone does nothing while pusher-js waits for its next attempt. */
function tryNow() {
  closeCode.value = null
  client.value?.disconnect()
  client.value?.connect()
  if (!client.value) void start()
}

/** pusher-js obeys "reconnect immediately" hundreds of times a second. */
function countRestart() {
  const now = Date.now()
  restarts = [...restarts.filter((time) => now - time < RESTARTS_WITHIN_MS), now]
  if (restarts.length < RESTARTS) return
  restarts = []
  // Deferred: pusher-js first sets the timer that this clears.
  setTimeout(rest, 0)
}

function rest() {
  resting = true
  client.value?.disconnect()
  resting = false
}

/** A socket can die without a close, for example while the device sleeps: only an answer proves life. */
function checkSocket() {
  if (pong !== undefined) return
  pong = setTimeout(tryNow, client.value?.send_event('pusher:ping', {}) ? PONG_MS : 0)
}

function endCheck() {
  clearTimeout(pong)
  pong = undefined
}

function comeBack() {
  if (socket.value === 'connected') checkSocket()
  else tryNow()
  // Public channels do not reveal that the viewer has signed out elsewhere.
  if (Date.now() - sessionChecked < SESSION_CHECK_MS) return
  sessionChecked = Date.now()
  void confirmSession()
}

interface PusherError {
  data?: { code?: unknown }
  error?: PusherError
}

/** The code of an error; pusher-js wraps some errors twice. */
function codeOf(error: unknown): number | null {
  const { data, error: inner } = (error ?? {}) as PusherError
  if (typeof data?.code === 'number') return data.code
  return inner ? codeOf(inner) : null
}
