import type { InjectionKey, Ref } from 'vue'

/** The subscription types that Twitch sends at the moment. */
export const ACTIVE_TYPES: InjectionKey<Readonly<Ref<readonly string[]>>> = Symbol('active types')
