import { describe, expect, it } from 'vitest'
import { CONSENT_GROUPS } from '../session/consents'
import { t } from './i18n'
import type { Messages } from './locales/messagesOf'

const files = import.meta.glob<string>('./locales/*/*.json', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const sources = import.meta.glob<string>(
  ['../**/*.{ts,vue}', '!../**/*.spec.ts', '!../contract/*'],
  {
    eager: true,
    query: '?raw',
    import: 'default',
  },
)

/** All texts of a language by full name. */
function textsOf(language: string) {
  const texts = new Map<string, string>()
  const collect = (name: string, value: Messages | Messages[string]) => {
    if (typeof value === 'string') texts.set(name, value)
    else for (const [key, inner] of Object.entries(value)) collect(`${name}.${key}`, inner)
  }
  for (const [path, content] of Object.entries(files)) {
    const area = new RegExp(`/${language}/(\\w+)\\.json$`).exec(path)?.[1]
    if (area) collect(area, JSON.parse(content) as Messages)
  }
  return texts
}

const shapeOf = (text: string) => ({
  placeholders: [...new Set(text.match(/\{\w+\}/g))].sort(),
  forms: text.split(' | ').length,
})

const english = textsOf('en')

/** Texts that the server sends in English. */
const SERVER = /^(refusals|errors)\./

describe.each(['de'])('the texts in %s', (language) => {
  const texts = textsOf(language)

  it('are complete', () => {
    const own = [...texts.keys()].filter((name) => !SERVER.test(name))
    expect(own.sort()).toEqual([...english.keys()].sort())
  })

  it.each([...english.keys()])('have the same placeholders in %s', (name) => {
    expect(shapeOf(texts.get(name) ?? '')).toEqual(shapeOf(english.get(name) ?? ''))
  })
})

it('contains every text that a component uses', () => {
  const named = Object.values(sources).flatMap((source) =>
    [
      ...source.matchAll(
        /'((?:app|channels|chatConsent|login|home|moderator|overlay|watch|embed|embedNotice|details|unlock|settings|notices|strip|known|feed|state|subscriptions|timeline|tools|unknown)\.[\w.-]+)'/g,
      ),
    ].map(([, name]) => name ?? ''),
  )

  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((name) => !english.has(name))).toEqual([])
})

it('has a name and a sentence for every group of consents', () => {
  for (const name of Object.keys(CONSENT_GROUPS)) {
    expect(english.has(`unlock.groups.${name}.title`)).toBe(true)
    expect(english.has(`unlock.groups.${name}.what`)).toBe(true)
  }
})

it('uses plural forms', () => {
  expect([0, 1, 2].map((n) => t('watch.viewers', { count: n }, n))).toEqual([
    'no viewers',
    '1 viewer',
    '2 viewers',
  ])
})
