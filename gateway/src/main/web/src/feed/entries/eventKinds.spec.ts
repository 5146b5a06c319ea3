import { describe, expect, it } from 'vitest'
import { kindOf, kindsAmong } from './eventKinds'
import { t } from '../../i18n/i18n'

/** An event of each kind. */
const TYPES = [
  'stream.online',
  'stream.offline',
  'channel.update',
  'channel.raid',
  'channel.follow',
  'channel.subscribe',
  'channel.cheer',
  'channel.hype_train.begin',
  'channel.poll.end',
  'channel.prediction.lock',
  'channel.channel_points_custom_reward_redemption.add',
  'channel.shoutout.create',
  'channel.ad_break.begin',
  'channel.goal.end',
  'channel.charity_campaign.start',
  'channel.shared_chat.end',
  'channel.shield_mode.begin',
  'revocation',
]

describe('kindOf', () => {
  it.each([
    ['stream.online', 'online'],
    ['channel.subscribe', 'subscription'],
    ['channel.subscription.gift', 'subscription'],
    ['channel.hype_train.progress', 'hype'],
    ['channel.channel_points_custom_reward_redemption.add', 'points'],
    ['channel.custom_power_up_redemption.add', 'bits'],
    ['channel.charity_campaign.donate', 'charity'],
    ['channel.shared_chat.begin', 'sharedChat'],
    ['channel.unban_request.create', 'moderation'],
    ['channel.suspicious_user.message', 'moderation'],
    ['revocation', 'revocation'],
    ['something.new', 'other'],
  ])('maps %s to %s', (type, id) => {
    expect(kindOf(type).id).toBe(id)
  })
})

describe('kindsAmong', () => {
  it('lists each kind once in a fixed order', () => {
    const types = ['x', 'channel.bits.use', 'channel.raid', 'channel.cheer', 'stream.online']
    const ids = (of: string[]) => kindsAmong(of).map(({ id }) => id)

    expect(ids(types)).toEqual(['online', 'raid', 'bits', 'other'])
    expect(ids([...types].reverse())).toEqual(ids(types))
  })
})

it('has words for every kind', () => {
  for (const { id } of kindsAmong(['x', ...TYPES])) {
    expect(t(`feed.kinds.${id}`)).not.toBe(`feed.kinds.${id}`)
  }
})
