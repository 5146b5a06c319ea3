import { afterEach, expect, it, vi } from 'vitest'
import { remembered } from '../feed/entries/feed'
import { rowsOf } from '../feed/rows/feedRows'
import { person, told } from '../testing/events'
import { momentsOf } from './moments'
import { asJson, asMarkdown, fileName, tilesOf, type Broadcast } from './streamSummary'
import { totalsOf } from './streamTotals'
import '../i18n/onDemand/timeline'

afterEach(() => vi.unstubAllEnvs())

const at = (minute: number) => Date.parse('2026-08-01T12:00:00Z') + minute * 60_000

function broadcast(...events: ReturnType<typeof told>[]): Broadcast {
  const rows = rowsOf(events.map(remembered))
  return {
    name: 'Tfue',
    login: 'tfue',
    title: '# Not a heading [x](http://evil)',
    category: 'Chess',
    session: {
      live: false,
      startedAt: at(-60),
      from: at(-60),
      knownFrom: at(-60),
      eventsFrom: at(-60),
      to: at(30),
    },
    totals: totalsOf(rows, [{ time: at(5), viewers: 1_540 }]),
    moments: momentsOf(rows),
  }
}

const raid = told('a', 1, 'raid.in', { actor: person('*Ada*'), amount: 1_204 })

it('shows figures that are known, and no others', () => {
  expect(tilesOf(broadcast(raid).totals).map(({ id, value }) => [id, value])).toEqual([
    ['peak', '1,540'],
    ['raids', '1'],
  ])
})

it('becomes Markdown in which strangers’ words are only words', () => {
  const text = asMarkdown(broadcast(raid))

  expect(text).toContain('# Tfue\n')
  expect(text).toContain('(1:30:00)')
  expect(text).toContain('- peak viewers: 1,540')
  expect(text).toContain('- raid: 1 (1,204 viewers)')
  expect(text).toContain('\\# Not a heading \\[x\\]\\(http://evil\\)')
  expect(text).toContain('Raided by \\*Ada\\* with 1,204 viewers')
})

it('tells since when events count, unless from the start', () => {
  const whole = broadcast(raid)
  const late = { ...whole, session: { ...whole.session, eventsFrom: at(0) } }

  expect(asMarkdown(whole)).not.toContain('Seen here since')
  expect(asMarkdown(late)).toMatch(/\nSeen here since \d+:00/)
  expect(JSON.parse(asJson(late))).toMatchObject({ eventsFrom: '2026-08-01T12:00:00.000Z' })
})

it('becomes JSON with times in UTC', () => {
  expect(JSON.parse(asJson(broadcast(raid)))).toMatchObject({
    streamer: 'tfue',
    startedAt: '2026-08-01T11:00:00.000Z',
    endedAt: '2026-08-01T12:30:00.000Z',
    totals: { raids: 1, raiders: 1_204, peak: { viewers: 1_540 } },
    top: [{ id: 'a', kind: 'raid', at: '2026-08-01T12:01:00.000Z' }],
  })
})

it('words a raid of one viewer', () => {
  const alone = told('a', 1, 'raid.in', { actor: person('Ada'), amount: 1 })
  expect(asMarkdown(broadcast(alone))).toContain('- raid: 1 (1 viewer)')
})

it('has a file name with the streamer, and the day of the viewer', () => {
  vi.stubEnv('TZ', 'Pacific/Auckland')
  expect(fileName(broadcast(), 'md')).toBe('tfue-stream-2026-08-02.md')
})
