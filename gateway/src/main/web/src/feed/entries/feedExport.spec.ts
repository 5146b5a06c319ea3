import { afterEach, describe, expect, it, vi } from 'vitest'
import { asCsv, asJson, fileName } from './feedExport'
import { anEvent, person, told } from '../../testing/events'

afterEach(() => vi.unstubAllEnvs())

const headlineIn = (headline: string) =>
  asCsv([anEvent('a', 1, { headline })])
    .split('\r\n')[1]
    ?.split('"tfue",')[1] ?? ''

describe('CSV', () => {
  it('has a header, a line for each event, and a byte order mark', () => {
    const facts = { actor: person('Ada'), amount: '1', unit: 'viewers', quote: 'Hi' }

    const [header, line, ...rest] = asCsv([told('a', 1, 'raid.in', facts)]).split('\r\n')

    expect(header).toBe(
      '\uFEFFtime,type,streamer,headline,action,person,login,amount,unit,quote,id,details',
    )
    expect(line).toMatch(
      /^"2026-08-01T12:01:00Z","channel.raid","tfue","Raided by Ada with 1 viewer: “Hi”","raid.in","Ada","ada","1","viewers","Hi","a","{""action"":/,
    )
    expect(rest).toEqual([''])
  })

  it('leaves cells of unknown facts empty', () => {
    expect(asCsv([told('a', 1, 'cheer')])).toContain('"A cheer","cheer","","","","","","a",')
  })

  it('keeps quotes, commas and line breaks inside the cell', () => {
    expect(headlineIn('a "b", c')).toMatch(/^"a ""b"", c",/)
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '  =1', '\t=1', '\rx', '＝1'])(
    'exports the formula %j as text',
    (formula) => {
      expect(asCsv([anEvent('a', 1, { headline: formula })])).toContain(`"'${formula}"`)
    },
  )
})

it('writes the events as JSON', () => {
  const event = anEvent('a', 1, { headline: '=1' })

  expect(JSON.parse(asJson([event]))).toEqual([event])
})

it('names the file by streamer, and the time on the clock of the viewer', () => {
  vi.stubEnv('TZ', 'America/New_York')
  expect(fileName('tfue', new Date('2026-08-01T02:30:05.5Z'), 'csv')).toBe(
    'tfue-events-2026-07-31T223005.csv',
  )
})
