package dev.streamviewer.platform.contract.event;

import java.time.Instant;
import java.util.Set;

/**
 * Streamers' Pusher channels that have listeners. Anybody may listen to a public channel without an
 * account, so this is no proof that a viewer watches.
 *
 * @param complete true when {@code occupied} is the whole list and every other channel is vacant;
 *     false when only the channels named here changed
 * @param occupied streamers' channels only
 * @param omitted how many occupied channels the whole list leaves out for lack of room; while it is
 *     not 0, a channel that is not named may be occupied all the same
 * @param at when Pusher said so
 */
public record ChannelOccupancy(
    boolean complete, Set<String> occupied, Set<String> vacated, int omitted, Instant at) {
  /** The most channels in one report. */
  public static final int MOST = 10_000;
}
