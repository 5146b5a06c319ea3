export {}

declare global {
  interface Window {
    /** Ends the collection of the keys since the page began to load, and returns them. */
    takePageKeys?: () => KeyboardEvent[]
  }
}
