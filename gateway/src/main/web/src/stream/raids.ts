import type { StreamEvent } from '../contract/contract'
import { factsOf } from '../contract/facts'

/** Whether the streamer left with all viewers for another channel. */
export const isOutgoingRaid = (event: StreamEvent) => factsOf(event).action === 'raid.out'
