import { describe, expect, it } from 'vitest'
import { kindNames, kindOf, kindsAmong } from './eventKinds'
import { ACTIONS, type Action } from '../../contract/facts'
import { t } from '../../i18n/i18n'

/** Actions that have no kind of their own. */
const OTHERS: Action[] = ['app.connected', 'app.disconnected', 'drop', 'other']

describe('kindOf', () => {
  it.each([
    ['stream.online', 'online'],
    ['stream.offline', 'offline'],
    ['sub.again', 'subscription'],
    ['sub.gift', 'gift'],
    ['sub.gifts', 'gift'],
    ['bitsBadge', 'bits'],
    ['powerUp', 'bits'],
    ['hype.progress', 'hype'],
    ['reward.refunded', 'points'],
    ['unbanRequest.resolve', 'moderation'],
    ['charity.donation', 'charity'],
    ['sharedChat.begin', 'sharedChat'],
    ['shield.begin', 'moderation'],
    ['suspicious.message', 'moderation'],
    ['revoked', 'revocation'],
    ['other', 'other'],
  ] as const)('maps %s to %s', (action, id) => {
    expect(kindOf(action).id).toBe(id)
  })

  it('knows every action', () => {
    const unknown = ACTIONS.filter((action) => kindOf(action).id === 'other')

    expect(unknown).toEqual(OTHERS)
  })
})

describe('kindsAmong', () => {
  it('lists each kind once in a fixed order', () => {
    const actions: Action[] = ['other', 'powerUp', 'raid.in', 'cheer', 'stream.online']
    const ids = (of: Action[]) => kindsAmong(of).map(({ id }) => id)

    expect(ids(actions)).toEqual(['online', 'raid', 'bits', 'other'])
    expect(ids([...actions].reverse())).toEqual(ids(actions))
  })
})

describe('kindNames', () => {
  it('names the kinds of subscription types, each once', () => {
    expect(kindNames(['channel.ban', 'channel.vip.add', 'channel.subscription.gift', 'x'])).toBe(
      'Moderation, Gifts, and Other',
    )
  })
})

it('has words for every kind', () => {
  for (const { id } of kindsAmong([...ACTIONS])) {
    expect(t(`feed.kinds.${id}`)).not.toBe(`feed.kinds.${id}`)
  }
})
