// Before the first paint, so that a page never flashes in the other theme. See useTheme for the rest.
{
  let theme = ''
  try {
    theme = localStorage.getItem('theme')
  } catch {
    // Without storage the system decides.
  }
  if (theme !== 'dark' && theme !== 'light') {
    theme = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'
  }
  document.documentElement.dataset.bsTheme = theme
  document.querySelector('meta[name=color-scheme]').content = theme
  // Until the page's own code runs, its shell depends on the marker; see sessionMarker.
  if (document.cookie.includes('signed-in=1')) document.documentElement.dataset.signedIn = ''
}
