import type { Video } from '../contract/contract'
import { call, streamerPath } from './api'

/** The latest recordings of a streamer, the newest first. */
export const findVideos = async (login: string) =>
  (await call<{ videos: Video[] }>(`${streamerPath(login)}/videos`)).videos
