import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { byTestId, mount } from '../testing/mount'
import MutedHint from './MutedHint.vue'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const look = async (hidden: boolean) => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden)
  const page = await mount(MutedHint, {})
  const before = byTestId(page, 'muted-hint')
  vi.advanceTimersByTime(8_000)
  await nextTick()
  return { before, after: byTestId(page, 'muted-hint') }
}

it('appears until a viewer has seen it once', async () => {
  const unseen = await look(true)
  const seen = await look(false)
  const later = await look(false)

  expect(unseen.before).not.toBeNull()
  expect(unseen.after).toBeNull()
  expect(seen.before).not.toBeNull()
  expect(later.before).toBeNull()
})
