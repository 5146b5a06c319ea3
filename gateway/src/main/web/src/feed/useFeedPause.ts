import { useIntersectionObserver, useTimeoutFn } from '@vueuse/core'
import { computed, ref, type Ref } from 'vue'

/** A pointer at rest for that long no longer points at a row. */
const POINTING_MS = 1_000

/**
 * Whether the feed stands still: the viewer paused it, has scrolled down, moves through it by
 * keyboard, or points at a row that must not move away.
 *
 * @param top an element that leaves the page as soon as the first rows are out of view
 */
export function useFeedPause(top: Readonly<Ref<HTMLElement | null>>) {
  const paused = ref(false)
  const scrolled = ref(false)
  const focused = ref(false)
  const pointing = useTimeoutFn(() => undefined, POINTING_MS, { immediate: false })
  const frozen = computed(
    () => paused.value || scrolled.value || focused.value || pointing.isPending.value,
  )

  useIntersectionObserver(top, (entries) => {
    const last = entries.at(-1)
    // Out of view can also mean further down, below tall notices.
    if (last) scrolled.value = !last.isIntersecting && last.boundingClientRect.top < 0
  })

  /** Only the visible focus of the keyboard counts, not the focus that a mouse click leaves. */
  function onFocusIn(event: FocusEvent) {
    focused.value = event.target instanceof Element && event.target.matches(':focus-visible')
  }

  function onFocusOut() {
    focused.value = false
  }

  function onPointerMove() {
    pointing.start()
  }

  /** Returns to the newest events. */
  function resume() {
    paused.value = false
    pointing.stop()
    focused.value = false
    if (scrolled.value) top.value?.scrollIntoView({ block: 'start' })
    scrolled.value = false
  }

  return { paused, frozen, onFocusIn, onFocusOut, onPointerMove, resume }
}
