import { useStored } from '../storage/useStored'

/** Places of channels in the strip as the viewer put them, also of closed ones. */
export const stripOrder = useStored<string[]>('strip-order', [], { shared: true })

/** The strip: channels that the viewer put somewhere, then the others with live ones first. */
export function inOrder<T extends { login: string; live: boolean | null }>(
  streamers: readonly T[],
  order: readonly string[],
) {
  const place = ({ login }: T) => {
    const index = order.indexOf(login)
    return index < 0 ? order.length : index
  }
  return [...streamers].sort(
    (a, b) => place(a) - place(b) || Number(b.live ?? false) - Number(a.live ?? false),
  )
}
