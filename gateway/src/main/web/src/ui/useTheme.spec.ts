import { beforeEach, expect, it, vi } from 'vitest'

const root = document.documentElement

async function newPage() {
  vi.resetModules()
  document.head.innerHTML = '<meta name="color-scheme" content="dark">'
  root.dataset.bsTheme = 'dark'
  await import('./earlyTheme.js')
  return (await import('./useTheme')).useTheme()
}

beforeEach(() => {
  localStorage.clear()
})

it('is dark at first', async () => {
  const { theme } = await newPage()

  expect([theme.value, root.dataset.bsTheme]).toEqual(['dark', 'dark'])
})

it('is light from the start of the next visit after the choice', async () => {
  ;(await newPage()).choose('light')
  expect(root.dataset.bsTheme).toBe('light')

  const { theme } = await newPage()
  expect([theme.value, root.dataset.bsTheme]).toEqual(['light', 'light'])
  expect(document.querySelector('meta')?.content).toBe('light')
})
