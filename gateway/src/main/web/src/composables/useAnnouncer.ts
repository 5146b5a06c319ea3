import { onScopeDispose, ref } from 'vue'

const PAUSE_MS = 5_000

/** One line at a time with a pause, because a raid of events would talk a screen reader to death. */
export function useAnnouncer() {
  const line = ref('')
  let waiting: string[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function announce(text: string) {
    waiting.push(text)
    if (timer === undefined) speak()
  }

  function speak() {
    timer = undefined
    const latest = waiting.at(-1)
    if (latest === undefined) return
    line.value = waiting.length === 1 ? latest : `${latest}, and ${waiting.length - 1} more`
    waiting = []
    timer = setTimeout(speak, PAUSE_MS)
  }

  onScopeDispose(() => {
    clearTimeout(timer)
  })

  return { line, announce }
}
