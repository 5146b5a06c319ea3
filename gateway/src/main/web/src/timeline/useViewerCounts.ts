import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { call, streamerPath } from '../api/api'
import type { ViewerSample } from '../contract/contract'
import { useEveryMinute } from '../ui/useEveryMinute'
import { asCounts, type ViewerCount } from './streamSession'

/** Meanwhile the page knows the current number from its own requests. */
const MINUTES = 5

const findViewerSamples = (login: string, signal: AbortSignal) =>
  call<{ samples: ViewerSample[] }>(`${streamerPath(login)}/viewers`, { signal })

/** The numbers of viewers of the last hours: the samples of the server, and those since then. */
export function useViewerCounts(login: string, viewers: Readonly<Ref<number>>) {
  const sampled = shallowRef<readonly ViewerCount[]>([])
  const own = shallowRef<readonly ViewerCount[]>([])
  const stopped = new AbortController()

  async function ask() {
    try {
      const { samples } = await findViewerSamples(login, stopped.signal)
      sampled.value = asCounts(samples)
      const last = sampled.value.at(-1)?.time ?? 0
      own.value = own.value.filter(({ time }) => time > last)
    } catch (error) {
      postpone(error)
      // The curve only ends a little earlier.
    }
  }

  watch(
    viewers,
    (now) => {
      if (now > 0) own.value = [...own.value, { time: Date.now(), viewers: now }]
    },
    { immediate: true },
  )
  void ask()
  const postpone = useEveryMinute(() => void ask(), false, MINUTES)
  onScopeDispose(() => {
    stopped.abort()
  })

  return computed(() => [...sampled.value, ...own.value])
}
