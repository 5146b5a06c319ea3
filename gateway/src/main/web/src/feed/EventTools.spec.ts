import { expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { byTestId, mount } from '../testing/mount'
import { anOpenedStream } from '../testing/streamEvents'
import EventTools from './EventTools.vue'

async function openMenu() {
  const { streamer } = anOpenedStream()
  const place = await mount(EventTools, {
    events: [],
    streamer,
    narrowed: false,
    paused: false,
    filtering: false,
  })
  const button = byTestId(place, 'feed-menu')
  button?.click()
  await vi.dynamicImportSettled()
  await nextTick()
  return { place, isOpen: () => button?.getAttribute('aria-expanded') === 'true' }
}

const pressOn = (target: Element | null) => {
  target?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
  return nextTick()
}

it('closes its menu on a press elsewhere, but not inside', async () => {
  const { place, isOpen } = await openMenu()
  await pressOn(byTestId(place, 'compact'))
  expect(isOpen()).toBe(true)

  await pressOn(document.body)
  expect(isOpen()).toBe(false)
})

it('closes its menu on a press on a frame, but not when the viewer turns to another window', async () => {
  const { isOpen } = await openMenu()
  const leave = async () => {
    window.dispatchEvent(new Event('blur'))
    await new Promise((resolve) => setTimeout(resolve))
    await nextTick()
  }
  await leave()
  expect(isOpen()).toBe(true)

  const frame = document.createElement('iframe')
  vi.spyOn(document, 'activeElement', 'get').mockReturnValue(frame)
  await leave()
  expect(isOpen()).toBe(false)
})
