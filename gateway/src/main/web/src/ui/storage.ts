/** What was kept on this device; null also where the browser forbids storage. */
export function stored(key: string, place: 'localStorage' | 'sessionStorage' = 'localStorage') {
  try {
    return window[place].getItem(key)
  } catch {
    return null
  }
}

/** Keeps a choice for the next visit, or just until the page is closed where that is forbidden. */
export function store(
  key: string,
  value: string,
  place: 'localStorage' | 'sessionStorage' = 'localStorage',
) {
  try {
    window[place].setItem(key, value)
  } catch {
    // The choice still holds until the page is closed.
  }
}
