/** The service worker; its scope is the whole site. */
const WORKER = '/notice-worker.js'

interface ScriptPolicies {
  createPolicy(
    name: string,
    rules: { createScriptURL: () => string },
  ): { createScriptURL(input: string): unknown }
}

let policy: ReturnType<ScriptPolicies['createPolicy']> | undefined

/** Registers the service worker; fails where the browser has none, or forbids it. */
export async function registerWorker() {
  const registration = await navigator.serviceWorker.register(workerAddress())
  return registration.active ? registration : navigator.serviceWorker.ready
}

/** The content security policy accepts no plain text as the address of a script. */
function workerAddress() {
  const policies = (window as { trustedTypes?: ScriptPolicies }).trustedTypes
  policy ??= policies?.createPolicy('notice-worker', { createScriptURL: () => WORKER })
  return (policy?.createScriptURL(WORKER) ?? WORKER) as string
}

/** Shows a notification, which opens the streamer. */
export async function showNotice(title: string, login: string, options: NotificationOptions) {
  const registration = await registerWorker()
  const address = new URL(`#/home?streamer=${login}`, location.href).href
  await registration.showNotification(title, { ...options, data: { login, address } })
}
