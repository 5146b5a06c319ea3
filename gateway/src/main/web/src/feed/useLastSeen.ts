import { useDocumentVisibility, useEventListener } from '@vueuse/core'
import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { useStored } from '../storage/useStored'
import type { FeedEntry } from './entries/feed'

/** When a viewer left a streamer's feed. */
type Seen = [login: string, time: number]

/** That many streamers are kept on this device, the last seen first. */
const LIMIT = 50

// Kept outside of components, because a closing one still writes.
const all = useStored<Seen[]>('last-seen', [], { shared: true })

/**
 * The time in milliseconds until which the viewer has seen the feed: of the last visit, or of the
 * last time when the page was out of view. Zero at the first visit.
 */
export function useLastSeen(
  login: Readonly<Ref<string>>,
  feed: Readonly<Ref<readonly FeedEntry[]>>,
) {
  const seenUntil = () => all.value.find(([known]) => known === login.value)?.[1] ?? 0
  const since = ref(seenUntil())

  function leave() {
    const others = all.value.filter(([known]) => known !== login.value)
    // The clock of this device may be late.
    const now = Math.max(Date.now(), feed.value[0]?.time ?? 0)
    all.value = [[login.value, now] satisfies Seen, ...others].slice(0, LIMIT)
  }

  watch(useDocumentVisibility(), (state) => {
    if (state === 'hidden') leave()
    else since.value = seenUntil()
  })
  useEventListener(window, 'pagehide', leave)
  onScopeDispose(leave)
  return since
}
