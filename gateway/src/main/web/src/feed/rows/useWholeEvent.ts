import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { ApiError, getEvent } from '../../api/api'
import type { StreamEvent } from '../../contract/contract'
import { isShortened } from '../../contract/facts'
import { t } from '../../i18n/i18n'

/** Whole events that were fetched before, by the shortened event. */
const fetched = new WeakMap<StreamEvent, StreamEvent>()

/** An event as given, replaced by the whole event if parts are missing. */
export function useWholeEvent(given: () => StreamEvent) {
  const event = shallowRef(given())
  const state = ref<'whole' | 'loading' | 'failed'>('whole')
  /** A sentence, if the whole event cannot be shown. */
  const reason = ref('')
  let running: AbortController | undefined

  async function show() {
    running?.abort()
    const shortened = given()
    event.value = fetched.get(shortened) ?? shortened
    state.value = isShortened(event.value) ? 'loading' : 'whole'
    if (state.value === 'loading') await load(shortened, (running = new AbortController()))
  }

  async function load(shortened: StreamEvent, { signal }: AbortController) {
    try {
      const whole = await getEvent(shortened.streamer.login, shortened.id, signal)
      signal.throwIfAborted()
      fetched.set(shortened, whole)
      event.value = whole
      state.value = 'whole'
    } catch (error) {
      if (signal.aborted) return
      reason.value = reasonOf(error)
      state.value = 'failed'
    }
  }

  watch(given, show, { immediate: true })
  onScopeDispose(() => running?.abort())

  return { event, state, reason, retry: show }
}

function reasonOf(error: unknown) {
  if (!(error instanceof ApiError)) return t('app.errors.unreadable')
  return error.status === 404 ? t('details.rest.gone') : error.message
}
