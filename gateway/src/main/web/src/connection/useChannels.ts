import type { Channel, default as Pusher } from 'pusher-js'
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { backoff } from '../api/backoff'
import { confirmSession } from '../session/sessionCheck'
import { refusals } from './usePusher'

interface Connection {
  /** Undefined until it has been made. */
  client: Readonly<Ref<Pusher | undefined>>
  socket: Readonly<Ref<string>>
}

interface Listener {
  onData(channel: string, data: unknown): void
  onSubscribed(): void
}

/**
 * The views that listen to a channel. The page has one client, in which all views of a streamer share the
 * streamer's channels; only the last of them may unsubscribe.
 */
const views = new WeakMap<Channel, number>()

/** Subscribes to Pusher channels as long as its scope lives, and knows whether all are subscribed. */
export function useChannels(names: string[], { client, socket }: Connection, listener: Listener) {
  const subscribed = ref(new Set<string>())
  const refused = ref(new Set<string>())
  const retries = new Map<string, ReturnType<typeof setTimeout>>()
  const failures = new Map<string, number>()
  const endings: (() => void)[] = []
  let ended = false

  watch(
    client,
    (pusher) => {
      if (pusher) for (const name of names) listen(name, pusher)
    },
    { immediate: true, flush: 'sync' },
  )

  function listen(name: string, pusher: Pusher) {
    const channel = pusher.subscribe(name)
    views.set(channel, (views.get(channel) ?? 0) + 1)
    const succeed = () => {
      failures.delete(name)
      subscribed.value.add(name)
      listener.onSubscribed()
    }
    const handlers = {
      'pusher:subscription_succeeded': succeed,
      'pusher:subscription_error'(answer: { status?: number }) {
        const refusal = refusals.get(name)
        const status = refusal?.status ?? answer.status
        subscribed.value.delete(name)
        if (status === 403) refused.value.add(name)
        else retryLater(name, pusher, refusal)
        // Pusher also answers 401 to a wrong signature, so ask the server.
        if (status === 401) void confirmSession()
      },
    }
    const onAny = (event: string, data: unknown) => {
      if (!/^pusher(_internal)?:/.test(event)) listener.onData(name, data)
    }
    for (const [event, handler] of Object.entries(handlers)) channel.bind(event, handler)
    channel.bind_global(onAny)
    // pusher-js reports a success once, to the views of that moment. Deferred, as its report is.
    queueMicrotask(() => {
      if (!ended && channel.subscribed && socket.value === 'connected') succeed()
    })

    endings.push(() => {
      for (const [event, handler] of Object.entries(handlers)) channel.unbind(event, handler)
      channel.unbind_global(onAny)
      const others = (views.get(channel) ?? 1) - 1
      views.set(channel, others)
      if (others === 0) pusher.unsubscribe(name)
    })
  }

  /** pusher-js retries a refused channel only after it has opened the next socket. */
  function retryLater(name: string, pusher: Pusher, refusal: unknown) {
    const failed = (failures.get(name) ?? 0) + 1
    failures.set(name, failed)
    clearTimeout(retries.get(name))
    retries.set(
      name,
      setTimeout(() => pusher.subscribe(name), backoff(failed, refusal)),
    )
  }

  // Synchronous: events of the next socket must not count as events of a complete connection.
  watch(
    socket,
    (state) => {
      if (state === 'connected') return
      subscribed.value.clear()
      refused.value.clear()
    },
    { flush: 'sync' },
  )

  onScopeDispose(() => {
    for (const timer of retries.values()) clearTimeout(timer)
    ended = true
    for (const end of endings) end()
  })

  const allForbidden = computed(() => names.every((name) => refused.value.has(name)))
  /** Channels that are forbidden to the viewer do not prevent the others from being live. */
  const allSubscribed = computed(
    () =>
      socket.value === 'connected' &&
      !allForbidden.value &&
      names.every((name) => subscribed.value.has(name) || refused.value.has(name)),
  )
  const forbidden = computed(() => refused.value.size > 0)
  return { allSubscribed, allForbidden, forbidden }
}
