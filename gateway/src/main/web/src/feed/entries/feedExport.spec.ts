import { describe, expect, it } from 'vitest'
import { asCsv, asJson, fileName } from './feedExport'
import { anEvent } from '../../testing/events'

const headlineIn = (headline: string) =>
  asCsv([anEvent('a', 1, { headline })])
    .split('\r\n')[1]
    ?.split('"tfue",')[1] ?? ''

describe('CSV', () => {
  it('has a header, a line for each event, and a byte order mark', () => {
    expect(asCsv([anEvent('a', 1, { details: { viewers: 1 } })])).toBe(
      '\uFEFFtime,type,streamer,headline,id,details\r\n' +
        '"2026-08-01T12:01:00Z","channel.raid","tfue","Event a","a","{""viewers"":1}"\r\n',
    )
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

it('names the file by streamer and time', () => {
  expect(fileName('tfue', new Date('2026-08-01T12:30:05.5Z'), 'csv')).toBe(
    'tfue-events-2026-08-01T123005.csv',
  )
})
