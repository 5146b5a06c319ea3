import { readonly, ref, shallowRef } from 'vue'
import { getConfig, getViewer, logout, verifyViewer } from '../api/api'
import { backoff } from '../api/backoff'
import type { PageConfig, Viewer } from '../contract/contract'
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
    status.value = 'ready'
    markReady()
  } catch (error) {
    failures += 1
    problem.value = error instanceof Error ? error.message : String(error)
    status.value = 'unreachable'
    retry = setTimeout(() => void load(), backoff(failures))
  }
}

function loadAgain() {
  status.value = 'loading'
  return load()
}

function forget() {
  viewer.value = null
}

/** Has Twitch asked whether it still vouches for the viewer, and for which consents. */
async function verify() {
  try {
    viewer.value = await verifyViewer()
  } catch {
    // Who is not signed in any more is told so by the call; else nothing is known that was not before.
  }
}

async function signOut() {
  await logout()
  forget()
}

/** Who is signed in, and what the server told the page about itself; one for the whole page. */
export function useSession() {
  return {
    status: readonly(status),
    problem: readonly(problem),
    config,
    viewer,
    ready,
    load,
    loadAgain,
    forget,
    verify,
    signOut,
  }
}
