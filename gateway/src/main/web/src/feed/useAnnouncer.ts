import { useTimeoutFn } from '@vueuse/core'
import { ref, watch, type Ref } from 'vue'
import { kindOf } from './entries/eventKinds'
import type { FeedEntry } from './entries/feed'
import type { StreamEvent } from '../contract/contract'
import { factsOf } from '../contract/facts'
import { count, listOf } from '../i18n/format'
import { headlineOf } from '../i18n/headlines/headline'
import { t } from '../i18n/i18n'

const PAUSE_MS = 5_000

/**
 * The line that a screen reader reads for new events: one at a time with a pause in between, and a
 * burst as numbers instead of an endless list. Each new event is also given to be heard.
 */
export function useAnnouncer(
  feed: Readonly<Ref<readonly FeedEntry[]>>,
  accepts: Readonly<Ref<(entry: FeedEntry) => boolean>>,
  hear: (event: StreamEvent) => void = () => undefined,
) {
  const line = ref('')
  let announced = lastArrival(feed.value)
  let waiting: FeedEntry[] = []
  const pause = useTimeoutFn(announce, PAUSE_MS, { immediate: false })

  watch(feed, (entries) => {
    const fresh = entries.filter(
      ({ fresh, repeats, arrival }) => fresh && !repeats && arrival > announced,
    )
    announced = lastArrival(entries)
    const accepted = fresh.filter(accepts.value)
    accepted.forEach(({ event }) => {
      hear(event)
    })
    waiting.push(...accepted)
    if (!pause.isPending.value) announce()
  })

  function announce() {
    if (waiting.length === 0) return
    line.value = lineOf(waiting)
    waiting = []
    pause.start()
  }

  return { line }
}

const lastArrival = (entries: readonly FeedEntry[]) =>
  entries.reduce((last, { arrival }) => Math.max(last, arrival), 0)

function lineOf(events: FeedEntry[]) {
  const [only] = events
  if (only && events.length === 1) return headlineOf(only.event)
  const counts = new Map<string, number>()
  for (const { event } of events) {
    const { id } = kindOf(factsOf(event).action)
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const kinds = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([id, number]) => t('feed.ofKind', { kind: t(`feed.kinds.${id}`), count: count(number) }))
  return t('feed.announced', { count: count(events.length), kinds: listOf(kinds) })
}
