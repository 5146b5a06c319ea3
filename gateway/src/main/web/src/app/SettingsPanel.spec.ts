import { afterEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { useStoredFlag } from '../storage/useStoredFlag'
import { byTestId, mount } from '../testing/mount'
import SettingsPanel from './SettingsPanel.vue'

const viewer = { id: '1', login: 'tfue', name: 'Tfue', avatar: '', scopes: [] }

afterEach(() => {
  localStorage.clear()
})

it('brings back the offers that the viewer dismissed', async () => {
  const followed = useStoredFlag('follows-consent-offered', true)
  const panel = await mount(SettingsPanel, { viewer })
  expect(byTestId(panel, 'offer-again')).toBeNull()

  followed.value = false
  await nextTick()
  byTestId(panel, 'offer-again')?.click()
  await nextTick()

  expect(followed.value).toBe(true)
  expect(byTestId(panel, 'offer-again')).toBeNull()
})
