import { describe, expect, it } from 'vitest'
import { connectionState, refusalReason, type ConnectionFacts } from '../connection'

const facts = (more: Partial<ConnectionFacts>): ConnectionFacts => ({
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
    ['a channel is forbidden', { forbidden: true }, 'refused'],
    [
      'a forbidden channel is out of reach',
      { socket: 'connecting', forbidden: true },
      'connecting',
    ],
    ['the browser has no WebSocket', { socket: 'failed' }, 'failed'],
    ['the socket is gone, whatever was read', { socket: 'unavailable', caughtUp: true }, 'offline'],
    ['an error came, but the socket lives', { caughtUp: true, closeCode: 4301 }, 'live'],
  ])('when %s', (_, given, expected) => {
    expect(connectionState(facts(given))).toBe(expected)
  })
})

describe('refusalReason', () => {
  it('gives the reason of a code', () => {
    expect(refusalReason(4001)).toContain('key is wrong')
    expect(refusalReason(4004)).toContain('too many viewers')
  })

  it('gives the code where it knows no reason', () => {
    expect(refusalReason(4099)).toBe('code 4099')
  })

  it('speaks of the private channel where there is no code', () => {
    expect(refusalReason(null)).toContain('private events')
  })
})
