import type { ChannelAuthorizationHandler } from 'pusher-js'
import { vi } from 'vitest'

type Handler = (data: unknown) => void

class Emitter {
  private handlers = new Map<string, Handler[]>()
  private everything: ((event: string, data: unknown) => void)[] = []

  bind(event: string, handler: Handler) {
    this.handlers.set(event, [...(this.handlers.get(event) ?? []), handler])
  }

  bind_global(handler: (event: string, data: unknown) => void) {
    this.everything.push(handler)
  }

  unbind(event: string, handler: Handler) {
    this.handlers.set(
      event,
      (this.handlers.get(event) ?? []).filter((other) => other !== handler),
    )
  }

  unbind_global(handler: (event: string, data: unknown) => void) {
    this.everything = this.everything.filter((other) => other !== handler)
  }

  emit(event: string, data: unknown = {}) {
    for (const handler of this.everything) handler(event, data)
    for (const handler of this.handlers.get(event) ?? []) handler(data)
  }
}

class FakeChannel extends Emitter {
  subscribed = false
}

/** A fake of pusher-js; the test plays the server. */
export class FakePusher {
  static last: FakePusher
  static made = 0
  /** Initial state of the next instance. */
  static firstState = 'connecting'

  readonly connection = Object.assign(new Emitter(), { state: FakePusher.firstState })
  readonly channels = new Map<string, FakeChannel>()
  readonly subscribe = vi.fn((name: string) => {
    const channel = this.channels.get(name) ?? new FakeChannel()
    this.channels.set(name, channel)
    return channel
  })
  readonly unsubscribe = vi.fn((name: string) => this.channels.delete(name))
  readonly send_event = vi.fn(() => true)
  readonly connect = vi.fn(() => {
    this.enter('connecting')
  })
  readonly disconnect = vi.fn(() => {
    this.enter('disconnected')
  })

  constructor(
    readonly key: string,
    readonly options: { channelAuthorization?: { customHandler: ChannelAuthorizationHandler } },
  ) {
    FakePusher.last = this
    FakePusher.made += 1
  }

  channel(name: string) {
    return this.channels.get(name)
  }

  enter(state: string) {
    if (state !== 'connected')
      for (const channel of this.channels.values()) channel.subscribed = false
    this.connection.emit('state_change', { current: state })
  }

  succeed(...names: string[]) {
    for (const name of names) {
      const channel = this.channels.get(name)
      if (channel) channel.subscribed = true
      channel?.emit('pusher:subscription_succeeded')
    }
  }

  refuse(name: string, status: number) {
    this.channel(name)?.emit('pusher:subscription_error', { status })
  }

  /** Asks the page for access to a channel. As in pusher-js, a refusal loses its status. */
  authorize(channelName: string) {
    return new Promise<unknown>((resolve) => {
      this.options.channelAuthorization?.customHandler(
        { socketId: '1.2', channelName },
        (error, data) => {
          if (error) this.channel(channelName)?.emit('pusher:subscription_error')
          resolve(data)
        },
      )
    })
  }

  push(channel: string, event: { type: string }) {
    this.channel(channel)?.emit(event.type, event)
  }
}
