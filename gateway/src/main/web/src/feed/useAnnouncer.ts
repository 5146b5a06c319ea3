import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { kindOf } from './entries/eventKinds'
import type { FeedEntry } from './entries/feed'
import { count, listOf } from '../i18n/format'
import { headlineOf } from '../i18n/headlines/headline'
import { t } from '../i18n/i18n'

const PAUSE_MS = 5_000

/**
 * What a screen reader says of the events that come: one line at a time with a pause, and a burst
 * as numbers, because a raid of events would talk to death.
 */
export function useAnnouncer(
  feed: Readonly<Ref<readonly FeedEntry[]>>,
  accepts: Readonly<Ref<(entry: FeedEntry) => boolean>>,
) {
  const line = ref('')
  let heard = lastArrival(feed.value)
  let waiting: FeedEntry[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(feed, (entries) => {
    const news = entries.filter((entry) => entry.fresh && entry.arrival > heard)
    heard = lastArrival(entries)
    waiting.push(...news.filter(accepts.value))
    if (timer === undefined) speak()
  })

  function speak() {
    timer = undefined
    if (waiting.length === 0) return
    line.value = lineOf(waiting)
    waiting = []
    timer = setTimeout(speak, PAUSE_MS)
  }

  onScopeDispose(() => {
    clearTimeout(timer)
  })

  return { line }
}

const lastArrival = (entries: readonly FeedEntry[]) =>
  entries.reduce((last, { arrival }) => Math.max(last, arrival), 0)

function lineOf(news: FeedEntry[]) {
  const [only] = news
  if (only && news.length === 1) return headlineOf(only.event)
  const counts = new Map<string, number>()
  for (const { event } of news) {
    const { id } = kindOf(event.type)
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const kinds = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([id, number]) => t('feed.ofKind', { kind: t(`feed.kinds.${id}`), count: count(number) }))
  return t('feed.announced', { count: count(news.length), kinds: listOf(kinds) })
}
