import { expect, it } from 'vitest'
import { anEvent } from '../../testing/events'
import { mount } from '../../testing/mount'
import EventDetails from './EventDetails.vue'

const details = {
  title: 'سارة',
  choices: [],
  reward: {},
  message: { text: 'Hi', emotes: [] },
}

it('shows nothing for empty lists, and isolates texts', async () => {
  const place = await mount(EventDetails, { event: anEvent('a', 1, { details }) })
  const values = [...place.querySelectorAll('dd')].map((value) => value.textContent.trim())

  expect(values.slice(2, -1)).toEqual(['سارة', '–', '–', '{\n  "text": "Hi"\n}'])
  expect([...place.querySelectorAll('bdi')].map((text) => text.textContent)).toContain('سارة')
})
