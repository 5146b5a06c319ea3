/*
 * Shows notifications: browsers on phones allow none without a service worker. Handles no requests,
 * so the network always answers, and nothing is cached.
 */
self.addEventListener('install', () => self.skipWaiting())

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(show(event.notification.data))
})

/** Shows the streamer in an open page, or else in a new one. */
async function show({ login, address }) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const page = pages.find(({ visibilityState }) => visibilityState === 'visible') ?? pages[0]
  if (page === undefined) return self.clients.openWindow(address)
  page.postMessage({ login })
  return page.focus()
}
