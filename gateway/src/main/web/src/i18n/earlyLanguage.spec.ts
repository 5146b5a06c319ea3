import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => {
  localStorage.clear()
  document.head.replaceChildren()
})

it.each([
  ['', ['de-AT', 'en'], 1],
  ['', ['fr', 'de'], 1],
  ['', ['en-GB', 'de'], 0],
  ['', ['fr'], 0],
  ['de', ['en'], 1],
  ['en', ['de'], 0],
])(
  'fetches German for the choice %j and the preferences %j: %i',
  async (choice, preferences, files) => {
    document.head.innerHTML =
      '<template id="language-de"><link rel="modulepreload" href="./de.js"></template>'
    if (choice) localStorage.setItem('language', choice)
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(preferences)
    vi.resetModules()
    await import('./earlyLanguage.js')

    expect(document.head.querySelectorAll('link')).toHaveLength(files)
  },
)
