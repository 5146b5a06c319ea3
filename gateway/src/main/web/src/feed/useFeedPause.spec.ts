import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { mount } from '../testing/mount'
import { useFeedHold } from './useFeedPause'

type Hold = ReturnType<typeof useFeedHold>

async function open() {
  let hold: Hold | undefined
  await mount(
    defineComponent({
      setup() {
        hold = useFeedHold(ref(null))
        return () => h('button')
      },
    }),
  )
  return hold as Hold
}

const focusOf = (focusVisible: boolean) => {
  const target = document.createElement('button')
  vi.spyOn(target, 'matches').mockReturnValue(focusVisible)
  const event = new FocusEvent('focusin')
  vi.spyOn(event, 'target', 'get').mockReturnValue(target)
  return event
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('holds while paused', async () => {
  const { paused, held, release } = await open()
  expect(held.value).toBe(false)
  paused.value = true
  expect(held.value).toBe(true)

  release()
  expect([held.value, paused.value]).toEqual([false, false])
})

it('holds under the keyboard, but not where the mouse left the focus', async () => {
  const { held, focusIn, focusOut } = await open()
  focusIn(focusOf(false))
  expect(held.value).toBe(false)

  focusIn(focusOf(true))
  expect(held.value).toBe(true)
  focusOut()
  expect(held.value).toBe(false)
})

it('holds while the pointer aims, until it has rested for a second', async () => {
  const { held, aim } = await open()
  aim()
  vi.advanceTimersByTime(900)
  aim()
  vi.advanceTimersByTime(900)
  expect(held.value).toBe(true)

  vi.advanceTimersByTime(100)
  expect(held.value).toBe(false)
})
