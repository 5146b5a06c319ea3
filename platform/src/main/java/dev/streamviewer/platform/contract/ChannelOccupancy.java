package dev.streamviewer.platform.contract;

import java.time.Instant;
import java.util.Set;

/**
 * Which Pusher channels have listeners.
 *
 * @param complete true when {@code occupied} is the whole list and every other channel is vacant;
 *     false when only the channels named here changed
 * @param at when Pusher said so
 */
public record ChannelOccupancy(
    boolean complete, Set<String> occupied, Set<String> vacated, Instant at) {}
