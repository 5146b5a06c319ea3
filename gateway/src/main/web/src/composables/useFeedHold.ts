import { computed, onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

/**
 * Whether the feed stands still: because the viewer paused it, or because they read further down or
 * walk through it by keyboard, and what they look at must not move away.
 */
export function useFeedHold(top: Readonly<Ref<HTMLElement | null>>) {
  const paused = ref(false)
  const below = ref(false)
  const walking = ref(false)
  const held = computed(() => paused.value || below.value || walking.value)
  let observer: IntersectionObserver | undefined

  onMounted(() => {
    observer = new IntersectionObserver((entries) => {
      const last = entries.at(-1)
      // Not seen may also mean that it is still to come, as on a phone under the player.
      if (last) below.value = !last.isIntersecting && last.boundingClientRect.top < 0
    })
    if (top.value) observer.observe(top.value)
  })
  onBeforeUnmount(() => observer?.disconnect())

  /** The keyboard's focus shows; the one that a mouse left behind does not, and holds nothing. */
  function focusIn(event: FocusEvent) {
    walking.value = event.target instanceof Element && event.target.matches(':focus-visible')
  }

  function focusOut() {
    walking.value = false
  }

  /** Back to what comes in. */
  function release() {
    paused.value = false
    walking.value = false
    if (below.value) top.value?.scrollIntoView({ block: 'start' })
    below.value = false
  }

  return { paused, held, focusIn, focusOut, release }
}
