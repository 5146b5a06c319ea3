import type Pusher from 'pusher-js'
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { getViewer, reportSignedOut } from '../api'
import { backoff } from '../backoff'

interface Connection {
  client: Pusher
  socket: Readonly<Ref<string>>
}

interface Listener {
  received(channel: string, data: unknown): void
  subscribed(): void
}

/** Listens to the channels as long as the component lives, and knows whether all of them answer. */
export function useChannels(names: string[], { client, socket }: Connection, listener: Listener) {
  const subscribed = ref(new Set<string>())
  const forbidden = ref(false)
  const retries = new Map<string, ReturnType<typeof setTimeout>>()
  const failures = new Map<string, number>()

  for (const name of names) listen(name)

  function listen(name: string) {
    const channel = client.subscribe(name)
    channel.bind('pusher:subscription_succeeded', () => {
      failures.delete(name)
      subscribed.value.add(name)
      listener.subscribed()
    })
    channel.bind('pusher:subscription_error', ({ status }: { status?: number }) => {
      subscribed.value.delete(name)
      if (status === 403) forbidden.value = true
      else retryLater(name)
      if (status === 401) void confirmSession()
    })
    channel.bind_global((event: string, data: unknown) => {
      if (!/^pusher(_internal)?:/.test(event)) listener.received(name, data)
    })
  }

  /** pusher-js itself tries a refused channel again only with the next socket. */
  function retryLater(name: string) {
    const failed = (failures.get(name) ?? 0) + 1
    failures.set(name, failed)
    clearTimeout(retries.get(name))
    retries.set(
      name,
      setTimeout(() => client.subscribe(name), backoff(failed)),
    )
  }

  // Synchronous, so that no event of the next socket is taken for one of a whole connection.
  watch(
    socket,
    (state) => {
      if (state === 'connected') return
      subscribed.value.clear()
      forbidden.value = false
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

  const allSubscribed = computed(
    () => socket.value === 'connected' && names.every((name) => subscribed.value.has(name)),
  )
  return { allSubscribed, forbidden }
}

/** 401 may also be Pusher's own word for a wrong signature, so the server is asked. */
async function confirmSession() {
  if ((await getViewer().catch(() => undefined)) === null) reportSignedOut()
}
