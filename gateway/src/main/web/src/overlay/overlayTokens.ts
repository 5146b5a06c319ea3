import { call } from '../api/api'
import type { NewOverlay, Overlay } from '../contract/contract'

/** The overlays of this viewer, without their tokens. */
export const findOverlays = async () =>
  (await call<{ overlays: Overlay[] }>('/api/overlay-tokens')).overlays

export const createOverlay = (streamer: string) =>
  call<NewOverlay>('/api/overlay-tokens', {
    method: 'POST',
    body: new URLSearchParams({ streamer }),
  })

/** Ends all overlays of this viewer for a streamer. */
export const endOverlays = (streamer: string) =>
  call<undefined>(`/api/overlay-tokens/${encodeURIComponent(streamer)}`, { method: 'DELETE' })
