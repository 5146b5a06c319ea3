import { beforeEach, expect, it, vi } from 'vitest'
import { person, told } from '../../testing/events'
import { flushPromises, runInScope } from '../../testing/mount'
import { soundFor } from './eventSounds'
import { TUNES, play } from './tones'
import { useSoundChoice } from './useSoundChoice'

const started: number[] = []
let state = 'running'
/** Continues what waits for the viewer's first press. */
let press: () => void = () => undefined

class Silent {
  currentTime = 0
  destination = {}
  get state() {
    return state
  }
  resume = () =>
    new Promise<void>((resolve) => {
      const before = press
      press = () => {
        before()
        resolve()
      }
    })
  createGain = () => ({
    gain: {
      setValueAtTime: vi.fn(),
      linearRampToValueAtTime: vi.fn(),
      exponentialRampToValueAtTime: vi.fn(),
    },
    connect: vi.fn(),
  })
  createOscillator = () => {
    const frequency = { value: 0 }
    return {
      frequency,
      connect: (next: unknown) => next,
      start: () => started.push(frequency.value),
      stop: vi.fn(),
    }
  }
}

const raid = told('1', 0, 'raid.in', { actor: person('Ada') })
let now = 0

beforeEach(() => {
  vi.stubGlobal('AudioContext', Silent)
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 10_000))
  started.length = 0
  state = 'running'
  localStorage.clear()
})

const choice = () => runInScope(useSoundChoice)

it('is silent unless the viewer chose the kind', () => {
  const { kinds } = choice()
  soundFor(raid)
  expect(started).toEqual([])

  kinds.value = ['raid']
  soundFor(raid)
  expect(started).toEqual(TUNES.raid)
  soundFor(told('2', 1, 'follow', { actor: person('Bo') }))
  expect(started).toEqual(TUNES.raid)
})

it('is silent while muted', () => {
  const { kinds, muted } = choice()
  kinds.value = ['raid']
  muted.value = true
  soundFor(raid)
  muted.value = false

  expect(started).toEqual([])
})

it('is silent for events that are smaller than the viewer wants', () => {
  const { kinds, least } = choice()
  kinds.value = ['raid', 'gift', 'bits']
  least.value = [
    ['raids', 50],
    ['gifts', 5],
  ]
  const heard = (action: 'raid.in' | 'sub.gift' | 'sub.gifts' | 'cheer', amount?: number) => {
    started.length = 0
    soundFor(told('3', 2, action, { amount }))
    return started.length > 0
  }

  expect([heard('raid.in', 49), heard('raid.in', 50), heard('raid.in')]).toEqual([
    false,
    true,
    true,
  ])
  expect([heard('sub.gifts', 4), heard('sub.gifts', 5)]).toEqual([false, true])
  expect(heard('sub.gift')).toBe(false)
  expect(heard('cheer', 1)).toBe(true)

  least.value = []
  expect([heard('raid.in', 1), heard('sub.gift')]).toEqual([true, true])
})

it('plays one tune for events that come at once', () => {
  play('raid', 1, 1e9)
  play('follow', 1, 1e9 + 100)
  expect(started).toEqual(TUNES.raid)

  play('follow', 1, 1e9 + 700)
  expect(started.slice(-2)).toEqual(TUNES.follow)
})

it('plays nothing later that the browser did not let it play in time', async () => {
  state = 'suspended'
  play('raid', 1, 2e9)
  play('follow', 1, 2e9 + 700)
  press()
  await flushPromises()
  expect(started).toEqual([])

  vi.spyOn(performance, 'now').mockReturnValue(1)
  play('bits', 1, 3e9)
  press()
  await flushPromises()
  expect(started).toEqual(TUNES.bits)
})
