import { readonly, ref, shallowRef } from 'vue'
import { getConfig, getViewer, logout, verifyViewer, type SessionEnd } from '../api/api'
import { backoff } from '../api/backoff'
import type { PageConfig, Viewer } from '../contract/contract'
import { rememberConsents } from './rememberedConsents'
import { mayBeSignedIn } from './sessionMarker'

const status = ref<'loading' | 'unreachable' | 'ready'>('loading')
const problem = ref('')
const config = shallowRef<PageConfig>()
const viewer = shallowRef<Viewer | null>(null)

let failures = 0
let retry: ReturnType<typeof setTimeout> | undefined
let markReady: () => void
const ready = new Promise<void>((resolve) => {
  markReady = resolve
})

async function load() {
  clearTimeout(retry)
  try {
    const answers = await Promise.all([getConfig(), mayBeSignedIn() ? getViewer() : null])
    config.value = answers[0]
    viewer.value = answers[1]
    rememberConsents(viewer.value)
    status.value = 'ready'
    markReady()
  } catch (error) {
    failures += 1
    problem.value = error instanceof Error ? error.message : String(error)
    status.value = 'unreachable'
    retry = setTimeout(() => void load(), backoff(failures, error))
  }
}

function loadAgain() {
  status.value = 'loading'
  return load()
}

function forget() {
  viewer.value = null
}

/**
 * Asks for the viewer once more after a call without a valid session: the call may have carried a
 * session that a sign-in in another tab has just replaced.
 */
async function isStillSignedIn() {
  viewer.value = await getViewer().catch(() => null)
  return viewer.value !== null
}

/** Asks Twitch, through the server, whether the session and its consents are still valid. */
async function verify(reason: SessionEnd) {
  try {
    viewer.value = await verifyViewer(reason)
  } catch {
    // Without a session, the call itself shows the sign-in. Other failures say nothing about it.
  }
}

async function signOut() {
  await logout()
  forget()
}

/** The viewer and the server's configuration, shared by the whole page. */
export function useSession() {
  return {
    status: readonly(status),
    problem: readonly(problem),
    config,
    viewer,
    ready,
    load,
    loadAgain,
    isStillSignedIn,
    verify,
    signOut,
  }
}
