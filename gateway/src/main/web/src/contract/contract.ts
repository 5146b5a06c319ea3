import type { components, operations } from './openapi'

// Short names for the types that `npm run contract` generates from the gateway's openapi.yaml.
type Schemas = components['schemas']
export type FoundStreams =
  operations['findStreams']['responses'][200]['content']['application/json']

export type PageConfig = Schemas['PageConfig']
export type PusherSettings = NonNullable<PageConfig['pusher']>
export type Viewer = Schemas['Viewer']
export type StreamerSuggestion = Schemas['StreamerSuggestion']
export type Stream = Schemas['Stream']
export type FoundStream = Schemas['FoundStream']
export type Category = Schemas['Category']
export type Video = Schemas['Video']
export type ScheduledStream = Schemas['ScheduledStream']
export type OpenedStream = Schemas['Watch']
export type Streamer = OpenedStream['streamer']
export type Subscriptions = OpenedStream['subscriptions']
export type SubscriptionRefusal = Subscriptions['refused'][number]
export type RecentEvents = Schemas['RecentEvents']
export type StreamEvent = Schemas['StreamEvent']
export type WholeEvent = Schemas['WholeEvent']
export type ViewerSample = Schemas['ViewerSample']
export type Overlay = Schemas['Overlay']
export type NewOverlay = Schemas['NewOverlay']
export type Problem = Schemas['Problem']

/** The server decides who may listen to a channel whose name begins like this (Pusher's rule). */
export const isPrivateChannel = (channel: string) => channel.startsWith('private-')
