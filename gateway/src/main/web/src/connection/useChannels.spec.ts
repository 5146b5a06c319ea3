import type Pusher from 'pusher-js'
import { expect, it, vi } from 'vitest'
import { ref, shallowRef } from 'vue'
import { runInScope } from '../testing/mount'
import { FakePusher } from './fakePusher'
import { useChannels } from './useChannels'

it('listens as soon as there is a client', () => {
  const client = shallowRef<Pusher>()
  const onData = vi.fn()
  const { allSubscribed } = runInScope(() =>
    useChannels(
      ['tfue'],
      { client, socket: ref('connected') },
      { onData, onSubscribed: () => undefined },
    ),
  )
  expect(allSubscribed.value).toBe(false)

  const pusher = new FakePusher('key', {})
  client.value = pusher as unknown as Pusher
  pusher.succeed('tfue')
  pusher.push('tfue', { type: 'channel.raid' })
  expect(allSubscribed.value).toBe(true)
  expect(onData).toHaveBeenCalledExactlyOnceWith('tfue', { type: 'channel.raid' })
})
