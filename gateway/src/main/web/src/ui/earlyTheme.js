// Before the first paint, so that a light page never flashes dark. See useTheme for the rest.
try {
  if (localStorage.getItem('theme') === 'light') {
    document.documentElement.dataset.bsTheme = 'light'
    document.querySelector('meta[name=color-scheme]').content = 'light'
  }
} catch {
  // Without storage the page stays dark.
}
