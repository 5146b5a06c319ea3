import { beforeEach, expect, it } from 'vitest'
import { nextTick, ref } from 'vue'
import { runInScope } from '../testing/mount'
import { useStoredChoice } from './useStoredChoice'

beforeEach(() => {
  localStorage.clear()
})

it('keeps what another window chose in the meantime', async () => {
  const { keep } = runInScope(() => useStoredChoice(ref('tfue')))
  const theirs = { login: 'luna', show: ['raid'], hide: [], least: {} }
  localStorage.setItem('feed-choices', JSON.stringify([theirs]))
  window.dispatchEvent(
    new StorageEvent('storage', {
      key: 'feed-choices',
      newValue: localStorage.getItem('feed-choices'),
      storageArea: localStorage,
    }),
  )
  await nextTick()
  keep({ hide: ['follow'] })
  await nextTick()

  const stored = JSON.parse(localStorage.getItem('feed-choices') ?? '') as { login: string }[]
  expect(stored.map(({ login }) => login)).toEqual(['tfue', 'luna'])
})
