import { afterEach, expect, it, vi } from 'vitest'
import { chooseLanguage } from '../i18n/languages'
import { upcoming } from './upcoming'

const NOW = new Date(2026, 10, 29, 13, 30).getTime()
const at = (day: number, hour: number) =>
  upcoming(new Date(2026, 10, day, hour).getTime(), NOW).replace(/[\u202f\u00a0]/g, ' ')

afterEach(() => chooseLanguage('en'))

it('names today and tomorrow, then the day of the week, then the date', async () => {
  expect(at(29, 18)).toMatch(/^today, (6:00 PM|18:00)$/)
  expect(at(30, 0)).toMatch(/^tomorrow, /)
  expect(at(31, 18)).toMatch(/^Tuesday.* (6:00 PM|18:00)$/)
  expect(at(35, 18)).toMatch(/^Saturday/)
  expect(at(36, 18)).toMatch(/^Sun.*Dec.*6/)

  await chooseLanguage('de')
  expect(at(29, 18)).toMatch(/^heute, /)
  expect(at(30, 9)).toMatch(/^morgen, /)
  expect(at(31, 18)).toMatch(/^Dienstag/)
}, 60_000)

it('writes the date like the region of the viewer', async () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-GB', 'en'])
  // The region was read before.
  vi.resetModules()
  const { upcoming: inBritain } = await import('./upcoming')

  expect(inBritain(new Date(2026, 11, 6, 18).getTime(), NOW)).toMatch(/^Sun,? 6 Dec/)
})
