import { describe, expect, it } from 'vitest'
import { parseStreamer } from './streamerName'

describe('parseStreamer', () => {
  it.each([
    ['tfue', 'tfue'],
    [' Tfue_99 ', 'tfue_99'],
    ['a'.repeat(25), 'a'.repeat(25)],
    ['https://www.twitch.tv/Tfue', 'tfue'],
    ['http://twitch.tv/tfue/videos?filter=all', 'tfue'],
    ['m.twitch.tv/tfue#chat', 'tfue'],
  ])('reads %s as %s', (text, login) => {
    expect(parseStreamer(text)).toBe(login)
  })

  it.each([
    '',
    ' ',
    'two words',
    'tfue!',
    'a'.repeat(26),
    'tfüe',
    '../admin',
    'https://www.twitch.tv/',
    'https://example.org/tfue',
    'https://www.twitch.tv.example.org/tfue',
    'https://www.twitch.tv/tf%2Fue',
  ])('refuses %j', (text) => {
    expect(parseStreamer(text)).toBeNull()
  })
})
