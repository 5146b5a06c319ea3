import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { byTestId, mount, runInScope } from '../testing/mount'
import { useEarlyKeys } from './earlyKeys'
import { helpOpen } from './help'
import { useStoredFlag } from '../storage/useStoredFlag'
import ShortcutKeys from './ShortcutKeys.vue'

afterEach(() => {
  helpOpen.value = false
  localStorage.clear()
})

/** A page with a control for f, one in a row for d, and a text field. */
async function open(props = { takeEarly: (): KeyboardEvent[] => [] }) {
  const page = document.body.appendChild(document.createElement('div'))
  onTestFinished(() => {
    page.remove()
  })
  page.insertAdjacentHTML(
    'beforeend',
    `<button aria-keyshortcuts="f"></button>
     <div data-row="a"><a class="row-summary" tabindex="0" href="#"></a><button aria-keyshortcuts="d"></button></div>
     <input />`,
  )
  const pressed = vi.fn()
  page.querySelectorAll('button').forEach((button) => {
    button.addEventListener('click', () => {
      pressed(button.getAttribute('aria-keyshortcuts'))
    })
  })
  page.append(await mount(ShortcutKeys, props))
  const type = async (key: string, more: KeyboardEventInit = {}, on: Element = document.body) => {
    on.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
    )
    await nextTick()
  }
  return { page, pressed, type }
}

it('presses the control that names the key', async () => {
  const { pressed, type } = await open()
  await type('f')
  await type('x')

  expect(pressed.mock.calls).toEqual([['f']])
})

it('presses a control of the focused row only', async () => {
  const { page, pressed, type } = await open()
  await type('d')
  expect(pressed).not.toHaveBeenCalled()

  await type('j')
  expect(document.activeElement).toBe(page.querySelector('.row-summary'))
  await type('d')
  expect(pressed.mock.calls).toEqual([['d']])
  expect(document.activeElement).toBe(page.querySelector('.row-summary'))
})

it('never acts while the viewer types, or on keys of the browser', async () => {
  const { page, pressed, type } = await open()
  await type('f', {}, page.querySelector('input') as Element)
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { repeat: true }]) {
    await type('f', more)
  }

  expect(pressed).not.toHaveBeenCalled()
})

it('lists the shortcuts, and can be turned off', async () => {
  const { page, pressed, type } = await open()
  await type('?')
  await nextTick()
  expect(page.querySelectorAll('kbd')).toHaveLength(16)
  const enabled = byTestId<HTMLInputElement>(page, 'shortcuts-enabled')
  enabled?.click()
  await nextTick()
  helpOpen.value = false
  await nextTick()

  await type('f')
  await type('?')
  expect(pressed).not.toHaveBeenCalled()
  expect(byTestId(page, 'shortcuts')).toBeNull()

  helpOpen.value = true
  await nextTick()
  byTestId<HTMLInputElement>(page, 'shortcuts-enabled')?.click()
  await nextTick()
  await type('f')
  expect(pressed).toHaveBeenCalledOnce()
})

it('acts on keys that were pressed before its code loaded, once', async () => {
  const { take } = runInScope(() => ({ take: useEarlyKeys(() => true) }))
  for (const more of [{}, { ctrlKey: true }]) {
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', ...more }))
  }
  const { pressed } = await open({ takeEarly: take })

  expect(pressed.mock.calls).toEqual([['f']])
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'c' }))
  expect(take()).toEqual([])
})

it('keeps keys of the shown stream only, from the load of the page on', async () => {
  location.hash = '#/home?streamer=tfue'
  vi.resetModules()
  await import('./pageKeys.js')
  const typeKey = (key: string, target: EventTarget = document) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  const shown = ref(false)
  typeKey('f')
  const field = document.body.appendChild(document.createElement('input'))
  typeKey('x', field)
  field.remove()
  const hidden = runInScope(() => ({ take: useEarlyKeys(() => shown.value) }))
  const first = runInScope(() => ({ take: useEarlyKeys(() => true) }))
  typeKey('p')

  expect(first.take().map(({ key }) => key)).toEqual(['f', 'p'])
  expect(hidden.take()).toEqual([])

  shown.value = true
  await nextTick()
  typeKey('c')
  expect(hidden.take().map(({ key }) => key)).toEqual(['c'])
  location.hash = ''
})

it('forgets early keys of viewers who turned shortcuts off', async () => {
  const enabled = useStoredFlag('shortcuts', true)
  enabled.value = false
  const takeEarly = vi.fn(() => [new KeyboardEvent('keydown', { key: '?' })])
  await mount(ShortcutKeys, { takeEarly })
  enabled.value = true

  expect(takeEarly).toHaveBeenCalledOnce()
  expect(helpOpen.value).toBe(false)
})
