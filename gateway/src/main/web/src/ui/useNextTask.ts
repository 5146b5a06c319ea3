import { onMounted, ref } from 'vue'

/**
 * Whether the second part of a component may be drawn. Both parts in one task would block a slow phone for longer than
 * a viewer who scrolls or presses would like.
 */
export function useNextTask() {
  const reached = ref(false)
  onMounted(() => {
    setTimeout(() => (reached.value = true))
  })
  return reached
}
