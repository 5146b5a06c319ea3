import { computed, type Ref } from 'vue'
import { useStored } from '../storage/useStored'

/** A choice of events for one streamer. */
interface Choice {
  login: string
  show: string[]
  hide: string[]
  /** The least size, by the name of the size. */
  least: Partial<Record<string, number>>
}

/** Choices of that many streamers are kept on this device, the last changed first. */
const LIMIT = 50

/** The choice of events that this device keeps for a streamer. */
export function useStoredChoice(login: Readonly<Ref<string>>) {
  const all = useStored<Choice[]>('feed-choices', [], { shared: true })
  const stored = computed(
    () => all.value.find((choice) => choice.login === login.value) ?? emptyChoice(login.value),
  )

  function keep(change: Partial<Choice>) {
    const others = all.value.filter((choice) => choice.login !== login.value)
    all.value = [{ ...stored.value, ...change }, ...others].slice(0, LIMIT)
  }

  return { stored, keep }
}

const emptyChoice = (login: string): Choice => ({ login, show: [], hide: [], least: {} })
