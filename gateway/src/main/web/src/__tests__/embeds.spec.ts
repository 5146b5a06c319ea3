import { describe, expect, it } from 'vitest'
import { chatAddress, playerAddress } from '../embeds'

describe('playerAddress', () => {
  it('names the channel and the page around it, muted so that it may start', () => {
    expect(playerAddress('https://player.twitch.tv/', 'tfue', 'events.example.org')).toBe(
      'https://player.twitch.tv/?channel=tfue&parent=events.example.org&autoplay=true&muted=true',
    )
  })

  it('lets nothing out of its parameter', () => {
    const address = new URL(playerAddress('http://localhost:8090/player', 'a&muted=false', 'b c'))

    expect(address.pathname).toBe('/player')
    expect(address.searchParams.get('channel')).toBe('a&muted=false')
    expect(address.searchParams.getAll('muted')).toEqual(['true'])
  })
})

describe('chatAddress', () => {
  it('puts the login in its place and asks for the dark theme', () => {
    expect(chatAddress('https://www.twitch.tv/embed/{login}/chat', 'tfue', 'localhost')).toBe(
      'https://www.twitch.tv/embed/tfue/chat?parent=localhost&darkpopout',
    )
  })

  it('lets nothing out of the path', () => {
    const address = new URL(
      chatAddress('https://www.twitch.tv/embed/{login}/chat', '../x?y', 'a&b'),
    )

    expect(address.pathname).toBe('/embed/..%2Fx%3Fy/chat')
    expect(address.searchParams.get('parent')).toBe('a&b')
  })
})
