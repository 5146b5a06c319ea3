import { describe, expect, it } from 'vitest'
import { kindOf, kindsAmong } from '../eventKinds'

describe('kindOf', () => {
  it.each([
    ['stream.online', 'online'],
    ['channel.subscribe', 'subscription'],
    ['channel.subscription.gift', 'subscription'],
    ['channel.hype_train.progress', 'hype'],
    ['channel.channel_points_custom_reward_redemption.add', 'points'],
    ['revocation', 'revocation'],
    ['something.new', 'other'],
  ])('takes %s for %s', (type, id) => {
    expect(kindOf(type).id).toBe(id)
  })
})

describe('kindsAmong', () => {
  it('names each kind once, in the same order however the events came', () => {
    const types = ['x', 'channel.bits.use', 'channel.raid', 'channel.cheer', 'stream.online']
    const ids = (of: string[]) => kindsAmong(of).map(({ id }) => id)

    expect(ids(types)).toEqual(['online', 'raid', 'bits', 'other'])
    expect(ids([...types].reverse())).toEqual(ids(types))
  })
})
