// Updates of the server while a page loads or is open. Each release has files of its own, so what a page needs next may be
// gone, and during a rolling update every second request meets the other release.
{
  const RELOADS = 5
  const WITHIN = 120_000
  const PAUSE = 2_000
  /** Until then, a page has loaded what it shows at first, also over a slow network. */
  const SETTLED = 5_000
  const AT_ONCE = 8

  /** Reloads the page, which then comes from one release, unless that did not help or the server is away. */
  async function reload() {
    if (!takeReload()) return
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
    const entry = await fetch(location.pathname, { cache: 'no-store' }).catch(() => undefined)
    if (entry?.ok) location.reload()
  }

  /** Without storage it would be unknown how often the page was reloaded, so it is not. */
  function takeReload() {
    try {
      const since = Date.now() - WITHIN
      const earlier = (sessionStorage.getItem('reloads') ?? '').split(' ').map(Number)
      const recent = earlier.filter((at) => at > since)
      if (recent.length >= RELOADS) return false
      sessionStorage.setItem('reloads', [...recent, Date.now()].join(' '))
      return true
    } catch {
      return false
    }
  }

  addEventListener('vite:preloadError', () => void reload())
  addEventListener(
    'error',
    ({ target }) => {
      const isStyle = target instanceof HTMLLinkElement && target.rel === 'stylesheet'
      if (isStyle || target instanceof HTMLScriptElement) void reload()
    },
    true,
  )
  // After everything that the visitor waits for, a few at a time.
  addEventListener('load', () => {
    const parts = document.getElementById('parts')
    if (parts instanceof HTMLTemplateElement) setTimeout(() => fetchNext(parts.content), SETTLED)
  })

  /** @param {DocumentFragment} parts */
  function fetchNext(parts) {
    document.head.append(...[...parts.children].slice(0, AT_ONCE))
    if (parts.children.length === 0) return
    if ('requestIdleCallback' in window) requestIdleCallback(() => fetchNext(parts))
    else setTimeout(() => fetchNext(parts), PAUSE)
  }
}
