import { onScopeDispose, ref, shallowRef } from 'vue'
import { findStreamers } from '../api/api'
import type { StreamerSuggestion } from '../contract/contract'

const DEBOUNCE_MS = 200
const MIN_LENGTH = 2
const MAX_LENGTH = 50

/** Suggests streamers for the typed text. Only the latest of several requests may answer. */
export function useSuggestions() {
  const suggestions = shallowRef<StreamerSuggestion[]>([])
  const active = ref(-1)
  /** The query without results. */
  const fruitless = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined

  function suggest(text: string) {
    cancel()
    const query = text.trim()
    if (query.length < MIN_LENGTH || query.length > MAX_LENGTH) show([])
    else timer = setTimeout(() => void ask(query), DEBOUNCE_MS)
  }

  async function ask(query: string) {
    running = new AbortController()
    const { signal } = running
    // Without suggestions the name can still be typed.
    const found = await findStreamers(query, signal).catch(() => null)
    if (signal.aborted) return
    show(found ?? [])
    if (found?.length === 0) fruitless.value = query
  }

  function show(found: StreamerSuggestion[]) {
    suggestions.value = found
    active.value = -1
    fruitless.value = ''
  }

  function move(step: 1 | -1) {
    const places = suggestions.value.length + 1
    active.value = ((active.value + 1 + step + places) % places) - 1
  }

  function close() {
    cancel()
    show([])
  }

  function cancel() {
    clearTimeout(timer)
    running?.abort()
  }

  onScopeDispose(cancel)

  return { suggestions, active, fruitless, suggest, show, move, close }
}
