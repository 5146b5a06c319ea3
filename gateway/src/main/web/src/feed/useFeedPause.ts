import { computed, onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/** So long after the pointer came to rest it no longer aims at anything. */
const AIMING_MS = 1_000

/**
 * Whether the feed stands still: because the viewer paused it, or because they read further down,
 * walk through it by keyboard or aim at something with the pointer, and that must not move away.
 */
export function useFeedHold(top: Readonly<Ref<HTMLElement | null>>) {
  const paused = ref(false)
  const below = ref(false)
  const walking = ref(false)
  const aiming = ref(false)
  const held = computed(() => paused.value || below.value || walking.value || aiming.value)
  let observer: IntersectionObserver | undefined
  let resting: ReturnType<typeof setTimeout> | undefined

  onMounted(() => {
    observer = new IntersectionObserver((entries) => {
      const last = entries.at(-1)
      // Not seen may also mean that it is still to come, as on a phone under the player.
      if (last) below.value = !last.isIntersecting && last.boundingClientRect.top < 0
    })
    if (top.value) observer.observe(top.value)
  })
  onBeforeUnmount(() => {
    observer?.disconnect()
    clearTimeout(resting)
  })

  /** The keyboard's focus shows; the one that a mouse left behind does not, and holds nothing. */
  function focusIn(event: FocusEvent) {
    walking.value = event.target instanceof Element && event.target.matches(':focus-visible')
  }

  function focusOut() {
    walking.value = false
  }

  function aim() {
    aiming.value = true
    clearTimeout(resting)
    resting = setTimeout(() => (aiming.value = false), AIMING_MS)
  }

  /** Back to what comes in. */
  function release() {
    paused.value = false
    aiming.value = false
    walking.value = false
    if (below.value) top.value?.scrollIntoView({ block: 'start' })
    below.value = false
  }

  return { paused, held, focusIn, focusOut, aim, release }
}
