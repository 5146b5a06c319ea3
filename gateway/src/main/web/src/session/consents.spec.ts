import { describe, expect, it } from 'vitest'
import { consentsFor, consentsToKeep } from './consents'
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
})

describe('consents to keep', () => {
  it('are the groups with at least one scope, and chat', () => {
    expect(consentsToKeep(viewer('bits:read', 'user:read:chat'))).toEqual({
      groups: ['support'],
      chat: true,
    })
  })

  it('are none before a sign-in', () => {
    expect(consentsToKeep(null)).toEqual({ groups: [], chat: false })
  })
})
