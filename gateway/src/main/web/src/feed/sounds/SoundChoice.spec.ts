import { beforeEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { byTestId, mount, runInScope } from '../../testing/mount'
import SoundChoice from './SoundChoice.vue'
import { useSoundChoice } from './useSoundChoice'

beforeEach(() => {
  localStorage.clear()
})

it('offers least sizes of the chosen kinds, and keeps them', async () => {
  const { kinds, least } = runInScope(useSoundChoice)
  const place = await mount(SoundChoice)
  expect(byTestId(place, 'sound-sizes')).toBeNull()

  kinds.value = ['follow', 'raid']
  await nextTick()
  const select = byTestId<HTMLSelectElement>(place, 'sound-least-raids')
  expect(select?.value).toBe('0')
  expect(byTestId(place, 'sound-least-bits')).toBeNull()

  const choose = async (size: string) => {
    if (select) select.value = size
    select?.dispatchEvent(new Event('change'))
    await nextTick()
  }
  await choose('50')
  expect(localStorage.getItem('sound-least')).toBe('[["raids",50]]')
  expect(select?.selectedOptions[0]?.textContent.trim()).toBe('50 viewers or more')

  await choose('0')
  expect(least.value).toEqual([])
})
