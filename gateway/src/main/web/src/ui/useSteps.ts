import { onBeforeUnmount, onMounted, ref } from 'vue'

type Wait = (step: () => void) => void

/** Takes a step in a task of its own. */
export const inTask: Wait = (step) => void setTimeout(step)

/** Takes a step after the browser has made a frame of what came before it. A hidden page has no frames. */
export const afterFrame: Wait = (step) => {
  if (document.hidden) inTask(step)
  else requestAnimationFrame(() => inTask(step))
}

/**
 * The number of steps since a component was mounted, each after its wait. Parts of a page that appear one after another
 * block a slow phone only for as long as the largest of them.
 */
export function useSteps(waits: readonly Wait[]) {
  const passed = ref(0)
  let ended = false
  function goOn() {
    waits[passed.value]?.(() => {
      if (ended) return
      passed.value += 1
      goOn()
    })
  }
  onMounted(goOn)
  onBeforeUnmount(() => (ended = true))
  return passed
}
