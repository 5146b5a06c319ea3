import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { runInScope } from '../testing/mount'
import { useEmbed } from './useEmbed'

const open = (address = 'http://localhost:8090/player?channel=tfue') => {
  const src = ref(address)
  return { src, ...runInScope(() => useEmbed(src)) }
}

const violation = (blockedURI: string) =>
  Object.assign(new Event('securitypolicyviolation'), { blockedURI })

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('accepts a frame that loads', () => {
  const { trouble, onLoad } = open()
  onLoad()
  vi.advanceTimersByTime(60_000)

  expect(trouble.value).toBe('')
})

it('reports a frame that does not load, until it does', () => {
  const { trouble, onLoad } = open()
  vi.advanceTimersByTime(12_000)
  expect(trouble.value).toBe('late')

  onLoad()
  expect(trouble.value).toBe('')
})

it('retries with a new frame', () => {
  const { trouble, attempt, retry } = open()
  vi.advanceTimersByTime(12_000)
  retry()
  expect([trouble.value, attempt.value]).toEqual(['', 1])

  vi.advanceTimersByTime(12_000)
  expect(trouble.value).toBe('late')
})

it('replaces a frame that loads again by itself, at most once a minute', () => {
  const { attempt, onLoad } = open()
  onLoad()
  vi.advanceTimersByTime(5_001)
  onLoad()
  expect(attempt.value).toBe(1)

  onLoad()
  vi.advanceTimersByTime(30_000)
  onLoad()
  expect(attempt.value).toBe(1)

  vi.advanceTimersByTime(30_001)
  onLoad()
  expect(attempt.value).toBe(2)
})

it('keeps a frame that loads several documents to begin with, or gets a new address', async () => {
  const { src, attempt, onLoad } = open()
  onLoad()
  vi.advanceTimersByTime(1_000)
  onLoad()
  vi.advanceTimersByTime(60_000)
  src.value = 'http://localhost:8090/player?channel=other'
  await nextTick()
  onLoad()

  expect(attempt.value).toBe(0)
})

it('reports a frame that the policy of the page blocks, and no other frame', () => {
  const { trouble, onLoad } = open()
  document.dispatchEvent(violation('https://elsewhere.example/'))
  document.dispatchEvent(violation('inline'))
  expect(trouble.value).toBe('')

  document.dispatchEvent(violation('http://localhost:8090'))
  onLoad()
  expect(trouble.value).toBe('blocked')
})

it('reports that Twitch refuses pages without HTTPS', () => {
  vi.stubGlobal('location', { protocol: 'http:', hostname: 'stream.example.org' })
  const { trouble } = open('https://player.twitch.tv/?channel=tfue')

  expect(trouble.value).toBe('host')
})
