import { beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'

const root = document.documentElement
const system = Object.assign(new EventTarget(), { matches: false })

async function newPage() {
  vi.resetModules()
  document.head.innerHTML = '<meta name="color-scheme" content="dark light">'
  root.dataset.bsTheme = ''
  await import('./earlyTheme.js')
  return (await import('./useTheme')).useTheme()
}

function turnSystem(light: boolean) {
  system.matches = light
  system.dispatchEvent(Object.assign(new Event('change'), { matches: light }))
}

beforeEach(() => {
  localStorage.clear()
  system.matches = false
  vi.stubGlobal('matchMedia', () => system)
})

it.each([
  [false, 'dark'],
  [true, 'light'],
])('follows the system at first: light %s', async (light, shown) => {
  system.matches = light
  const { theme, choice } = await newPage()

  expect([choice.value, theme.value, root.dataset.bsTheme]).toEqual(['system', shown, shown])
  expect(document.querySelector('meta')?.content).toBe(shown)
})

it('changes with the system', async () => {
  const { theme } = await newPage()
  turnSystem(true)
  await nextTick()

  expect([theme.value, root.dataset.bsTheme]).toEqual(['light', 'light'])
})

it('keeps a choice, from the start of the next visit', async () => {
  ;(await newPage()).choose('light')
  await nextTick()
  expect(root.dataset.bsTheme).toBe('light')

  const { theme, choose } = await newPage()
  expect([theme.value, root.dataset.bsTheme]).toEqual(['light', 'light'])
  turnSystem(false)
  await nextTick()
  expect(root.dataset.bsTheme).toBe('light')

  choose('system')
  await nextTick()
  expect(root.dataset.bsTheme).toBe('dark')
})

it('ignores a stored value of another version', async () => {
  localStorage.setItem('theme', 'purple')

  expect((await newPage()).choice.value).toBe('system')
  expect(root.dataset.bsTheme).toBe('dark')
})
