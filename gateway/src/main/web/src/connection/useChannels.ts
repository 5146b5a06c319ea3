import type Pusher from 'pusher-js'
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { backoff } from '../api/backoff'
import { confirmSession } from '../session/sessionCheck'

interface Connection {
  client: Pusher
  socket: Readonly<Ref<string>>
}

interface Listener {
  onData(channel: string, data: unknown): void
  onSubscribed(): void
}

/** Subscribes to Pusher channels as long as its scope lives, and knows whether all are subscribed. */
export function useChannels(names: string[], { client, socket }: Connection, listener: Listener) {
  const subscribed = ref(new Set<string>())
  const refused = ref(new Set<string>())
  const retries = new Map<string, ReturnType<typeof setTimeout>>()
  const failures = new Map<string, number>()

  for (const name of names) listen(name)

  function listen(name: string) {
    const channel = client.subscribe(name)
    channel.bind('pusher:subscription_succeeded', () => {
      failures.delete(name)
      subscribed.value.add(name)
      listener.onSubscribed()
    })
    channel.bind('pusher:subscription_error', ({ status }: { status?: number }) => {
      subscribed.value.delete(name)
      if (status === 403) refused.value.add(name)
      else retryLater(name)
      // Pusher also answers 401 to a wrong signature, so ask the server.
      if (status === 401) void confirmSession()
    })
    channel.bind_global((event: string, data: unknown) => {
      if (!/^pusher(_internal)?:/.test(event)) listener.onData(name, data)
    })
  }

  /** pusher-js retries a refused channel only after it has opened the next socket. */
  function retryLater(name: string) {
    const failed = (failures.get(name) ?? 0) + 1
    failures.set(name, failed)
    clearTimeout(retries.get(name))
    retries.set(
      name,
      setTimeout(() => client.subscribe(name), backoff(failed)),
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
    for (const name of names) {
      client.channel(name)?.unbind_all()
      client.unsubscribe(name)
    }
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
