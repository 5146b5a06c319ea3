import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ref } from 'vue'
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

it('has no trouble with a frame that loads', () => {
  const { trouble, onLoad } = open()
  onLoad()
  vi.advanceTimersByTime(60_000)

  expect(trouble.value).toBe('')
})

it('says when a frame does not load, and takes it back when it does', () => {
  const { trouble, onLoad } = open()
  vi.advanceTimersByTime(12_000)
  expect(trouble.value).toBe('late')

  onLoad()
  expect(trouble.value).toBe('')
})

it('tries again with a new frame', () => {
  const { trouble, attempt, retry } = open()
  vi.advanceTimersByTime(12_000)
  retry()
  expect([trouble.value, attempt.value]).toEqual(['', 1])

  vi.advanceTimersByTime(12_000)
  expect(trouble.value).toBe('late')
})

it('says when the page’s own policy forbids the frame, and only that one', () => {
  const { trouble, onLoad } = open()
  document.dispatchEvent(violation('https://elsewhere.example/'))
  document.dispatchEvent(violation('inline'))
  expect(trouble.value).toBe('')

  document.dispatchEvent(violation('http://localhost:8090'))
  onLoad()
  expect(trouble.value).toBe('blocked')
})

it('knows that Twitch refuses a page without https', () => {
  vi.stubGlobal('location', { protocol: 'http:', hostname: 'stream.example.org' })
  const { trouble } = open('https://player.twitch.tv/?channel=tfue')

  expect(trouble.value).toBe('host')
})
