import { computed, ref, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { factsOf } from '../contract/facts'
import { kindOf, kindsAmong } from './entries/eventKinds'
import type { FeedEntry } from './entries/feed'
import { matcherOf } from './entries/feedSearch'

/** The filter of the feed: kinds, which are kept in the address, and search words, which are not. */
export function useFeedChoice(feed: Readonly<Ref<readonly FeedEntry[]>>) {
  const route = useRoute()
  const router = useRouter()

  const words = ref('')
  const present = computed(() => kindsAmong(feed.value.map(({ event }) => factsOf(event).action)))
  const asked = computed(() => new Set(String(route.query.show ?? '').split(',')))
  /** Only kinds that are present: a kind without events must not leave the feed empty. */
  const chosen = computed(() => present.value.filter(({ id }) => asked.value.has(id)))
  const isNarrowed = computed(() => chosen.value.length > 0 || words.value.trim() !== '')

  const accepts = computed(() => {
    const ids = new Set(chosen.value.map(({ id }) => id))
    const matches = matcherOf(words.value)
    return ({ event }: FeedEntry) =>
      (ids.size === 0 || ids.has(kindOf(factsOf(event).action).id)) && matches(event)
  })

  function choose(ids: string[]) {
    const show = ids.length > 0 ? ids.join(',') : undefined
    void router.replace({ query: { ...route.query, show } })
  }

  function toggle(id: string) {
    const ids = chosen.value.map((kind) => kind.id)
    choose(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id])
  }

  function allKinds() {
    choose([])
  }

  function clear() {
    words.value = ''
    allKinds()
  }

  return { words, present, chosen, isNarrowed, accepts, toggle, allKinds, clear }
}
