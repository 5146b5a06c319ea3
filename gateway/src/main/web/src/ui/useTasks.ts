import { onMounted, ref } from 'vue'

/**
 * The number of tasks since a component was mounted, up to a limit. Parts of a page that appear one after another, each
 * in a task of its own, block a slow phone only for as long as the largest of them.
 */
export function useTasks(limit: number) {
  const passed = ref(0)
  function pass() {
    passed.value += 1
    if (passed.value < limit) setTimeout(pass)
  }
  onMounted(() => {
    setTimeout(pass)
  })
  return passed
}
