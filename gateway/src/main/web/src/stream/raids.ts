import type { StreamEvent, Streamer } from '../contract/contract'
import { textOf } from '../contract/details'

/** Whether a streamer left with all viewers for another channel. */
export const isOutgoingRaid = ({ type, details }: StreamEvent, { id, login }: Streamer) =>
  type === 'channel.raid' &&
  (textOf(details, 'from_broadcaster_user_id') === id ||
    textOf(details, 'from_broadcaster_user_login') === login)
