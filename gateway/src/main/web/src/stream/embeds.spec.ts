import { describe, expect, it } from 'vitest'
import { categoryPage, twitchPage } from '../ui/twitchPages'
import { chatAddress, isRefusedHere, playerAddress } from './embeds'

describe('playerAddress', () => {
  it('contains the channel and the host of the page, muted to allow autoplay', () => {
    expect(playerAddress('https://player.twitch.tv/', 'tfue', 'events.example.org')).toBe(
      'https://player.twitch.tv/?channel=tfue&parent=events.example.org&autoplay=true&muted=true',
    )
  })

  it('escapes the parameters', () => {
    const address = new URL(playerAddress('http://localhost:8090/player', 'a&muted=false', 'b c'))

    expect(address.pathname).toBe('/player')
    expect(address.searchParams.get('channel')).toBe('a&muted=false')
    expect(address.searchParams.getAll('muted')).toEqual(['true'])
  })
})

describe('chatAddress', () => {
  it.each([
    [true, '&darkpopout'],
    [false, ''],
  ])('inserts the login, and requests the dark theme: %s', (dark, asked) => {
    expect(chatAddress('https://www.twitch.tv/embed/{login}/chat', 'tfue', 'localhost', dark)).toBe(
      `https://www.twitch.tv/embed/tfue/chat?parent=localhost${asked}`,
    )
  })

  it('escapes the path', () => {
    const address = new URL(
      chatAddress('https://www.twitch.tv/embed/{login}/chat', '../x?y', 'a&b', true),
    )

    expect(address.pathname).toBe('/embed/..%2Fx%3Fy/chat')
    expect(address.searchParams.get('parent')).toBe('a&b')
  })
})

describe('isRefusedHere', () => {
  it.each([
    ['https://player.twitch.tv/', 'http:', 'stream.example.org', true],
    ['https://player.twitch.tv/', 'http:', '127.0.0.1', true],
    ['https://player.twitch.tv/', 'http:', 'localhost', false],
    ['https://www.twitch.tv/embed/', 'https:', 'stream.example.org', false],
    ['http://localhost:8090/player', 'http:', '127.0.0.1', false],
    ['https://nottwitch.tv/', 'http:', 'stream.example.org', false],
  ])('of %s on %s//%s is %s', (embed, protocol, hostname, refused) => {
    expect(isRefusedHere(embed, { protocol, hostname })).toBe(refused)
  })
})

it('links only to the channel', () => {
  expect(twitchPage('../a b')).toBe('https://www.twitch.tv/..%2Fa%20b')
  expect(categoryPage('Q&A?')).toBe('https://www.twitch.tv/directory/game/Q%26A%3F')
})
