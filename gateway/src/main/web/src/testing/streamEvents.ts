import { proxyRefs, ref, shallowRef } from 'vue'
import { vi } from 'vitest'
import type { ConnectionState } from '../connection/connection'
import type { OpenedStream, StreamEvent } from '../contract/contract'
import { Feed, type FeedEntry } from '../feed/entries/feed'
import { initialState } from '../stream/streamState'

export const anOpenedStream = (more: Partial<OpenedStream> = {}): OpenedStream => ({
  streamer: { id: '1', login: 'tfue', name: 'Tfue', avatar: '' },
  stream: { live: false, title: '', category: '', viewers: 0, startedAt: null },
  channels: ['tfue'],
  moderator: false,
  subscriptions: { active: [], pending: [], refused: [] },
  recent: { events: [], complete: true },
  ...more,
})

/** The events of a streamer as components receive them; the test changes all values. */
export function someStreamEvents(entries: FeedEntry[] = []) {
  const kept = new Feed()
  kept.add(entries)
  const events = proxyRefs({
    feed: shallowRef(kept.snapshot()),
    stream: shallowRef(initialState(anOpenedStream().stream)),
    revocations: shallowRef<StreamEvent[]>([]),
    gaps: ref(new Set<string>()),
    connection: ref<ConnectionState>('live'),
    noNetwork: ref(false),
    name: ref('Tfue'),
    raidsOut: ref(0),
    raid: shallowRef<StreamEvent | null>(null),
    asOf: ref(Date.parse('2026-08-01T12:30:00Z')),
    restored: ref(0),
    late: ref<number | null>(null),
    muted: ref(false),
    failing: ref(false),
    closeCode: ref<number | null>(null),
    tryNow: vi.fn(),
    readNow: vi.fn(),
  })
  const add = (...arrivals: FeedEntry[]) => {
    kept.add(arrivals)
    events.feed = kept.snapshot()
  }
  return Object.assign(events, { add })
}
