import { expect, it } from 'vitest'
import { mount } from '../testing/mount'
import PersonName from './PersonName.vue'

it.each([
  ['Tfue', 'tfue', 'Tfue'],
  ['ハンサム', 'hansamu_fan', 'ハンサム (hansamu_fan)'],
  ['نخلة', 'nakhla_s', 'نخلة (nakhla_s)'],
])('shows %s with the login %s as %s', async (name, login, text) => {
  const place = await mount(PersonName, { name, login })

  expect(place.textContent.replace(/\s+/g, ' ').trim()).toBe(text)
  expect(place.querySelector('bdi')?.textContent).toBe(name)
})
