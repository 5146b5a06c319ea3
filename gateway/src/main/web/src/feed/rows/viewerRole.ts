import type { InjectionKey, Ref } from 'vue'

/** The role of the viewer on the channel whose events are shown. */
export type ViewerRole = 'broadcaster' | 'moderator' | 'viewer'

export const VIEWER_ROLE: InjectionKey<Readonly<Ref<ViewerRole>>> = Symbol('viewer role')
