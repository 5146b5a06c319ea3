package dev.streamviewer.platform.contract.event;

import java.time.Instant;
import java.util.Set;

/**
 * Streamers' Pusher channels that have listeners. Public channels need no account, so a listener is
 * no proof of a viewer.
 *
 * @param complete true when {@code occupied} is the whole list and every other channel is vacant;
 *     false when only the named channels changed
 * @param occupied streamers' channels only
 * @param omitted how many occupied channels are missing for lack of room; while it is not 0, an
 *     unnamed channel may be occupied too
 * @param at the time of Pusher's report
 */
public record ChannelOccupancy(
    boolean complete, Set<String> occupied, Set<String> vacated, int omitted, Instant at) {
  /** The maximum number of channels in one report. */
  public static final int MAX_CHANNELS = 10_000;
}
