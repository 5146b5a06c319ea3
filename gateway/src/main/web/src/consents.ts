import type { Viewer, Watch } from './contract'
import { isPrivateChannel } from './feed'

/** What each scope brings to the feed, in the order in which it is told. */
const EVENTS_BY_SCOPE: [scope: string, events: string][] = [
  ['moderator:read:followers', 'new followers'],
  ['channel:read:subscriptions', 'subscriptions and gifts'],
  ['bits:read', 'cheers'],
  ['channel:read:hype_train', 'hype trains'],
  ['channel:read:polls', 'polls'],
  ['channel:read:predictions', 'predictions'],
  ['channel:read:redemptions', 'channel points'],
  ['moderator:read:shoutouts', 'shoutouts'],
  ['channel:read:ads', 'ad breaks'],
  ['channel:read:goals', 'goals'],
]

/** The events that broadcasters could see on their own channel and have not consented to. */
export function lockedEvents(watch: Watch, viewer: Viewer | null): string[] {
  const own = watch.channels.some(isPrivateChannel)
  if (!own || !viewer) return []
  return EVENTS_BY_SCOPE.filter(([scope]) => !viewer.scopes.includes(scope)).map(
    ([, events]) => events,
  )
}
