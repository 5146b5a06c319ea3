// Before the first paint, so that a page never flashes in the other theme. See useTheme for the rest.
{
  // An overlay is transparent from its first moment on, which no dark scheme is.
  const isOverlay = location.hash.startsWith('#/overlay')
  if (isOverlay) document.documentElement.dataset.overlay = ''
  let theme = ''
  try {
    theme = localStorage.getItem('theme')
  } catch {
    // Without storage the system decides.
  }
  if (theme !== 'dark' && theme !== 'light') {
    theme = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'
  }
  document.documentElement.dataset.bsTheme = isOverlay ? 'dark' : theme
  document.querySelector('meta[name=color-scheme]').content = isOverlay ? 'light' : theme
  // Until the page's own code runs, its shell depends on the marker; see sessionMarker.
  if (document.cookie.includes('signed-in=1')) document.documentElement.dataset.signedIn = ''
}
