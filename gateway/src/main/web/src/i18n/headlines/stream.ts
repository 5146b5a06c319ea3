import { numberOf, textOf, type Details } from '../../contract/details'
import { lineOf, personOf, whoDoes, type Wording, type Words } from './words'

const SHOWS = new Set(['rerun', 'premiere', 'watch_party', 'playlist'])

/** Events of the stream itself. */
export const STREAM: Record<string, Wording> = {
  'stream.online': (details, streamer) => {
    const type = textOf(details, 'type')
    return { name: `online.${SHOWS.has(type) ? type : 'live'}`, values: { streamer } }
  },
  'stream.offline': (_, streamer) => ({ name: 'offline', values: { streamer } }),
  'channel.update': update,
  'channel.raid': raid,
  'channel.ad_break.begin': (details) => ({
    name: details.is_automatic === true ? 'adBreakPlanned' : 'adBreak',
    amount: numberOf(details, 'duration_seconds'),
  }),
  'channel.shared_chat.begin': whoDoes('sharedChat.begin', 'host_broadcaster_user'),
  'channel.shared_chat.update': () => ({ name: 'sharedChat.update' }),
  'channel.shared_chat.end': () => ({ name: 'sharedChat.end' }),
}

function update(details: Details): Words {
  const category = lineOf(details, 'category_name')
  const quote = lineOf(details, 'title')
  return category === ''
    ? { name: 'title', quote }
    : { name: 'category', values: { category }, quote }
}

/** Twitch uses one type for both directions; the raiding streamer tells them apart. */
function raid(details: Details, streamer: string): Words {
  const from = personOf(details, 'from_broadcaster_user')
  const amount = numberOf(details, 'viewers')
  return from.toLowerCase() === streamer.toLowerCase()
    ? { name: 'raidOut', values: { who: personOf(details, 'to_broadcaster_user') }, amount }
    : { name: 'raidIn', values: { who: from }, amount }
}
