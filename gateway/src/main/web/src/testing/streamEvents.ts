import { ref, shallowRef } from 'vue'
import { vi } from 'vitest'
import type { StreamEvents } from '../stream/useStreamEvents'
import type { StreamEvent, Watch } from '../contract/contract'
import { Feed, type FeedEntry } from '../feed/entries/feed'
import { initialState } from '../stream/streamState'

export const aWatch = (more: Partial<Watch> = {}): Watch => ({
  streamer: { id: '1', login: 'tfue', name: 'Tfue', avatar: '' },
  stream: { live: false, title: '', category: '', viewers: 0, startedAt: null },
  channels: ['tfue'],
  subscriptions: { active: [], pending: [], refused: [] },
  recent: { events: [], complete: true },
  ...more,
})

/** What a component is told of a streamer, all of it in the hands of the test. */
export function someStreamEvents(entries: FeedEntry[] = []) {
  const kept = new Feed()
  kept.add(entries)
  const events = {
    feed: shallowRef(kept.snapshot()),
    stream: shallowRef(initialState(aWatch().stream)),
    revocations: shallowRef<StreamEvent[]>([]),
    gaps: ref(new Set<string>()),
    connection: ref('live'),
    asOf: ref(Date.parse('2026-08-01T12:30:00Z')),
    restored: ref(0),
    late: ref<number | null>(null),
    muted: ref(false),
    failing: ref(false),
    closeCode: ref<number | null>(null),
    tryNow: vi.fn(),
    readNow: vi.fn(),
  }
  const add = (...arrivals: FeedEntry[]) => {
    kept.add(arrivals)
    events.feed.value = kept.snapshot()
  }
  return Object.assign(events as unknown as StreamEvents & typeof events, { add })
}
