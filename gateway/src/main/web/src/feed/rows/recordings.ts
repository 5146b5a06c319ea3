import { findVideos } from '../../api/videos'
import type { StreamEvent, Video } from '../../contract/contract'

/** The recording of a running broadcast grows, and Twitch tells its length late. */
const GROWTH_MS = 15 * 60_000
const KEPT_MS = 60_000

const known = new Map<string, { until: number; videos: Promise<Video[]> }>()

/** The latest recordings of a streamer, asked for once a minute at most. */
export function recordingsOf(login: string): Promise<Video[]> {
  const before = known.get(login)
  if (before && before.until > Date.now()) return before.videos
  // An event without a link to its recording is no failure to tell of.
  const videos = findVideos(login).catch(() => [])
  known.set(login, { until: Date.now() + KEPT_MS, videos })
  return videos
}

/** The moment of an event in its recording. */
export interface Moment {
  address: string
  second: number
}

/** Looks an event up in recordings; undefined if none contains it. */
export function momentOf(event: StreamEvent, videos: readonly Video[]): Moment | undefined {
  const at = Date.parse(event.at)
  const [latest] = videos
  const video = videos.find(({ id, createdAt, seconds }) => {
    const start = Date.parse(createdAt)
    const end = start + seconds * 1_000 + (id === latest?.id ? GROWTH_MS : 0)
    return start <= at && at <= end
  })
  if (!video) return undefined
  const second = Math.floor((at - Date.parse(video.createdAt)) / 1_000)
  const address = new URL(video.url)
  address.searchParams.set('t', twitchTime(second))
  return { address: address.href, second }
}

/** A time as Twitch's addresses name it: `1h2m3s`. */
function twitchTime(seconds: number) {
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)]
  return `${String(hours)}h${String(minutes)}m${String(seconds % 60)}s`
}
