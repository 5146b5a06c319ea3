/** Places of that many channels are kept on this device. */
const LIMIT = 50

/**
 * Moves a channel of the strip to another place. The channels up to there keep their places from now on; those after the
 * last place that the viewer chose remain sorted by themselves.
 *
 * @param shown the channels in the strip, in their order
 * @param order the places chosen so far
 */
export function moveChannel(
  shown: readonly string[],
  order: readonly string[],
  login: string,
  to: number,
) {
  const chosen = new Set([...order, login])
  const moved = shown.filter((other) => other !== login)
  moved.splice(to, 0, login)
  const last = Math.max(...moved.map((other, place) => (chosen.has(other) ? place : 0)))
  const closed = order.filter((other) => !shown.includes(other))
  return [...moved.slice(0, last + 1), ...closed].slice(0, LIMIT)
}
