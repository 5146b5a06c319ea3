import { computed, ref, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { factsOf } from '../contract/facts'
import { kindOf, kindsAmong } from './entries/eventKinds'
import { isLargeEnough } from './entries/eventSize'
import type { FeedEntry } from './entries/feed'
import { matcherOf } from './entries/feedSearch'
import { useStoredChoice } from './useStoredChoice'

export type FeedChoice = ReturnType<typeof useFeedChoice>

/**
 * The filter of the feed: chosen kinds, which are kept in the address, hidden kinds and least
 * sizes, and search words, which are not kept. All but the words are kept for each streamer.
 */
export function useFeedChoice(
  feed: Readonly<Ref<readonly FeedEntry[]>>,
  login: Readonly<Ref<string>>,
) {
  const route = useRoute()
  const router = useRouter()
  const { stored, keep } = useStoredChoice(login)

  const words = ref('')
  const kinds = computed(() => feed.value.map(({ event }) => kindOf(factsOf(event).action).id))
  const present = computed(() => kindsAmong(feed.value.map(({ event }) => factsOf(event).action)))
  const asked = computed(() => new Set(String(route.query.show ?? '').split(',')))
  /** Only kinds that are present: a kind without events must not leave the feed empty. */
  const chosen = computed(() => present.value.filter(({ id }) => asked.value.has(id)))
  const hidden = computed(() => stored.value.hide)
  const least = computed({
    get: () => stored.value.least,
    set: (sizes) => {
      keep({ least: sizes })
    },
  })
  const isNarrowed = computed(
    () =>
      chosen.value.length > 0 ||
      words.value.trim() !== '' ||
      present.value.some(({ id }) => hidden.value.includes(id)) ||
      Object.values(least.value).some((size = 0) => size > 0),
  )

  const accepts = computed(() => {
    const ids = new Set(chosen.value.map(({ id }) => id))
    const without = new Set(hidden.value)
    const matches = matcherOf(words.value)
    return ({ event }: FeedEntry) => {
      const { action, amount } = factsOf(event)
      const { id } = kindOf(action)
      const wanted = ids.size === 0 ? !without.has(id) : ids.has(id)
      return wanted && isLargeEnough(action, amount, least.value) && matches(event)
    }
  })

  function countOf(id: string) {
    return kinds.value.filter((kind) => kind === id).length
  }

  function choose(ids: string[]) {
    const show = ids.length > 0 ? ids.join(',') : undefined
    keep({ show: ids })
    void router.replace({ query: { ...route.query, show } })
  }

  function toggle(id: string) {
    const ids = chosen.value.map((kind) => kind.id)
    choose(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id])
  }

  function hide(id: string) {
    const { hide } = stored.value
    keep({ hide: hide.includes(id) ? hide.filter((other) => other !== id) : [...hide, id] })
    if (chosen.value.some((kind) => kind.id === id)) toggle(id)
  }

  function allKinds() {
    keep({ hide: [] })
    choose([])
  }

  function clear() {
    words.value = ''
    keep({ least: {} })
    allKinds()
  }

  // An address that names kinds, such as a shared one, has the last word.
  watch(
    login,
    () => {
      const { show } = stored.value
      if (route.query.show === undefined && route.query.event === undefined && show.length > 0) {
        choose(show)
      }
    },
    { immediate: true },
  )

  return {
    words,
    present,
    chosen,
    hidden,
    least,
    isNarrowed,
    accepts,
    countOf,
    toggle,
    hide,
    allKinds,
    clear,
  }
}
