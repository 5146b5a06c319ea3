import { describe, expect, it } from 'vitest'
import { connectionState, refusalOf, type ConnectionFacts } from './connection'
import { t } from '../i18n/i18n'
import '../i18n/onDemand/state'

const facts = (more: Partial<ConnectionFacts>): ConnectionFacts => ({
  noNetwork: false,
  socket: 'connected',
  closeCode: null,
  caughtUp: false,
  wasLive: false,
  forbidden: false,
  ...more,
})

describe('connectionState', () => {
  it.each<[string, Partial<ConnectionFacts>, string]>([
    ['nothing was tried', { socket: 'initialized' }, 'connecting'],
    ['the first try runs', { socket: 'connecting' }, 'connecting'],
    ['the socket is up, but not the rest', {}, 'connecting'],
    ['everything is there', { caughtUp: true }, 'live'],
    ['a live socket was lost', { socket: 'connecting', wasLive: true }, 'reconnecting'],
    ['a new socket has not caught up', { wasLive: true }, 'reconnecting'],
    ['it has been down for long', { socket: 'unavailable', wasLive: true }, 'offline'],
    ['it was closed by the page', { socket: 'disconnected' }, 'offline'],
    ['the server refused it', { socket: 'disconnected', closeCode: 4004 }, 'refused'],
    ['every channel is forbidden', { forbidden: true }, 'refused'],
    [
      'forbidden channels are out of reach',
      { socket: 'connecting', forbidden: true },
      'connecting',
    ],
    ['the browser has no WebSocket', { socket: 'failed' }, 'failed'],
    ['the socket is gone, whatever was read', { socket: 'unavailable', caughtUp: true }, 'offline'],
    ['the site has no live feed', { socket: 'none' }, 'none'],
    ['the device has no network', { noNetwork: true, caughtUp: true }, 'offline'],
    ['an error came, but the socket lives', { caughtUp: true, closeCode: 4301 }, 'live'],
  ])('when %s', (_, given, expected) => {
    expect(connectionState(facts(given))).toBe(expected)
  })
})

describe('refusalOf', () => {
  it.each([
    [4001, '4001', false],
    [4007, 'outdated', true],
    [4099, 'other', false],
    [null, 'private', false],
  ])('explains %s as %s', (code, reason, reload) => {
    expect(refusalOf(code)).toEqual({ reason, reload })
  })

  it('has words for every reason', () => {
    for (const code of [null, ...Array.from({ length: 400 }, (_, index) => 4000 + index)]) {
      const name = `state.refusals.${refusalOf(code).reason}`
      expect(t(name, { code: '1' })).not.toBe(name)
    }
  })
})
