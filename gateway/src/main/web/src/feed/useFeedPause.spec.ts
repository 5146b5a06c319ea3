import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { mount } from '../testing/mount'
import { useFeedPause } from './useFeedPause'

type FeedPause = ReturnType<typeof useFeedPause>

async function open() {
  let pause: FeedPause | undefined
  await mount(
    defineComponent({
      setup() {
        pause = useFeedPause(ref(null))
        return () => h('button')
      },
    }),
  )
  return pause as FeedPause
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

it('freezes while paused', async () => {
  const { paused, frozen, resume } = await open()
  expect(frozen.value).toBe(false)
  paused.value = true
  expect(frozen.value).toBe(true)

  resume()
  expect([frozen.value, paused.value]).toEqual([false, false])
})

it('freezes for the focus of the keyboard, but not for that of a mouse click', async () => {
  const { frozen, onFocusIn, onFocusOut } = await open()
  onFocusIn(focusOf(false))
  expect(frozen.value).toBe(false)

  onFocusIn(focusOf(true))
  expect(frozen.value).toBe(true)
  onFocusOut()
  expect(frozen.value).toBe(false)
})

it('freezes while the pointer moves, until it has rested for a second', async () => {
  const { frozen, onPointerMove } = await open()
  onPointerMove()
  vi.advanceTimersByTime(900)
  onPointerMove()
  vi.advanceTimersByTime(900)
  expect(frozen.value).toBe(true)

  vi.advanceTimersByTime(100)
  expect(frozen.value).toBe(false)
})
