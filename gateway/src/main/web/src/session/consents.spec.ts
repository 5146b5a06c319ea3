import { describe, expect, it } from 'vitest'
import { consentsFor, consentsToKeep, moderatedConsent } from './consents'
import type { Viewer, OpenedStream } from '../contract/contract'

const viewer = (...scopes: string[]): Viewer => ({
  id: '1',
  login: 'ada',
  name: 'Ada',
  avatar: '',
  scopes,
})

const opened = (...channels: string[]): OpenedStream => ({
  streamer: { id: '1', login: 'ada', name: 'Ada', avatar: '' },
  stream: { live: false, title: '', category: '', viewers: 0, startedAt: null },
  channels,
  moderator: false,
  subscriptions: { active: [], pending: [], refused: [] },
  recent: { events: [], complete: true },
})

const locked = (...facts: Parameters<typeof consentsFor>) =>
  consentsFor(...facts).filter(({ given }) => !given)

describe('missing consents', () => {
  it('are empty on another channel', () => {
    expect(locked(opened('tfue'), viewer())).toEqual([])
  })

  it('are all consents on the viewer’s own channel at first', () => {
    expect(locked(opened('ada', 'private-ada'), viewer())).toHaveLength(5)
  })

  it('are the rest after a partial consent', () => {
    const given = viewer('channel:read:ads', 'moderator:read:shoutouts')
    const names = locked(opened('ada', 'private-ada'), given).map(({ name }) => name)

    expect(names).toHaveLength(4)
    expect(names).not.toContain('stream')
  })

  it('include a group that lacks one scope', () => {
    const names = locked(opened('ada', 'private-ada'), viewer('bits:read')).map(({ name }) => name)

    expect(names).toContain('support')
  })

  it('exclude a group whose events Twitch sends since an earlier sign-in', () => {
    const channel = opened('ada', 'private-ada')
    channel.subscriptions.active = ['channel.ad_break.begin', 'channel.shoutout.create']

    expect(locked(channel, viewer()).map(({ name }) => name)).not.toContain('stream')
    channel.subscriptions.active.pop()
    expect(locked(channel, viewer()).map(({ name }) => name)).toContain('stream')
  })
})

describe('consents to keep', () => {
  it('are the groups with at least one scope, and chat', () => {
    expect(consentsToKeep(viewer('bits:read', 'user:read:chat'))).toEqual({
      groups: ['support'],
      chat: true,
      follows: false,
    })
  })

  it('include the list of followed channels', () => {
    expect(consentsToKeep(viewer('user:read:follows')).follows).toBe(true)
  })

  it('tell a moderator from a broadcaster', () => {
    const scopes = ['user:read:moderated_channels', 'moderator:read:followers', 'user:bot']

    expect(consentsToKeep(viewer(...scopes)).groups).toEqual(['moderated'])
    expect(consentsToKeep(viewer(...scopes, 'channel:read:vips')).groups).toEqual([
      'community',
      'moderated',
    ])
  })

  it('are none before a sign-in', () => {
    expect(consentsToKeep(null)).toEqual({ groups: [], chat: false, follows: false })
  })
})

describe('consent of a moderator', () => {
  const SCOPES = [
    'user:read:moderated_channels',
    'moderator:read:followers',
    'moderator:read:shoutouts',
    'moderator:read:shield_mode',
    'moderator:read:unban_requests',
    'moderator:read:warnings',
    'moderator:read:suspicious_users',
    'user:bot',
  ]
  const elsewhere = (moderator: boolean): OpenedStream => ({
    ...opened('tfue', ...(moderator ? ['private-tfue-1'] : [])),
    streamer: { id: '7', login: 'tfue', name: 'Tfue', avatar: '' },
    moderator,
  })

  it.each([
    ['offered', false, []],
    ['offered', true, SCOPES.slice(0, 2)],
    ['given', true, SCOPES],
    ['none', false, SCOPES],
  ])('is %s to a moderator (%s) with the scopes %j', (expected, moderator, scopes) => {
    expect(moderatedConsent(elsewhere(moderator), viewer(...scopes))).toBe(expected)
  })

  it('makes no sense on the own channel, or before a sign-in', () => {
    expect(moderatedConsent(opened('ada', 'private-ada'), viewer())).toBe('none')
    expect(moderatedConsent(elsewhere(false), null)).toBe('none')
  })

  it('unlocks nothing of the broadcaster', () => {
    expect(consentsFor(elsewhere(true), viewer(...SCOPES))).toEqual([])
  })
})
