import type { ScheduledStream } from '../contract/contract'
import { call, streamerPath } from './api'

/** The next scheduled streams of a streamer, the soonest first. */
export const findSchedule = async (login: string) =>
  (await call<{ streams: ScheduledStream[] }>(`${streamerPath(login)}/schedule`)).streams
