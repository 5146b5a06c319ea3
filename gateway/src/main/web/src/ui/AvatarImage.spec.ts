import { expect, it } from 'vitest'
import { h, nextTick, ref } from 'vue'
import { mount } from '../testing/mount'
import AvatarImage from './AvatarImage.vue'

it('shows the first letter instead of a picture that does not load, until there is another one', async () => {
  const src = ref('https://example.org/gone.png')
  const place = await mount(() => h(AvatarImage, { src: src.value, name: 'ada', size: 40 }))
  place.querySelector('img')?.dispatchEvent(new Event('error'))
  await nextTick()
  expect(place.textContent).toBe('A')

  src.value = 'https://example.org/new.png'
  await nextTick()
  expect(place.querySelector('img')?.src).toBe(src.value)
})
