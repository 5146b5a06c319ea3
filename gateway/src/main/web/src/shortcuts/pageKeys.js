// Keys that are pressed before the page's own code runs, if the address names a streamer; see earlyKeys for the rest.
{
  const MOST = 10
  /** @type {KeyboardEvent[]} */
  let pressed = []
  /** @param {KeyboardEvent} event */
  const keep = (event) => {
    if (pressed.length < MOST) pressed.push(event)
  }
  if (location.hash.includes('streamer=')) addEventListener('keydown', keep)
  window.takePageKeys = () => {
    removeEventListener('keydown', keep)
    const taken = pressed
    pressed = []
    return taken
  }
}
