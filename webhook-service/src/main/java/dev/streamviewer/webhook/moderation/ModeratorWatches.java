package dev.streamviewer.webhook.moderation;

import dev.streamviewer.platform.contract.streamer.ModeratorRemoved;
import dev.streamviewer.platform.contract.streamer.ModeratorWatched;
import dev.streamviewer.platform.memory.BoundedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The moderators who watch, as all processes tell each other. A watch proves the role: it counts
 * only after Twitch has confirmed the role, and only for a while, so that a role is never
 * remembered without a new proof.
 */
public final class ModeratorWatches {
  /** The time for three renewals by a page. */
  static final Duration RENEWAL_WINDOW = Duration.ofMinutes(15);

  /** More than one renewal: the viewer may still watch on another device. */
  static final Duration DEPARTURE_GRACE = Duration.ofMinutes(6);

  private static final int CAPACITY = 20_000;

  private final Clock clock;

  /** The end of each watch; the past for an ended role. */
  private final Map<ChannelModerator, Instant> ends = BoundedMap.inOrderOfUse(CAPACITY);

  public ModeratorWatches(Clock clock) {
    this.clock = clock;
  }

  /** Handles a sign of a watching moderator. A departure only shortens the watch. */
  public void heard(ModeratorWatched watch) {
    var moderator = new ChannelModerator(watch.streamerId(), watch.moderatorId());
    if (!watch.left()) {
      ends.put(moderator, in(RENEWAL_WINDOW));
    } else if (isWatching(moderator) && ends.get(moderator).isAfter(in(DEPARTURE_GRACE))) {
      ends.put(moderator, in(DEPARTURE_GRACE));
    }
  }

  /** Handles the end of a role. */
  public void removed(ModeratorRemoved removal) {
    ends.put(new ChannelModerator(removal.streamerId(), removal.moderatorId()), Instant.MIN);
  }

  /** Records a moderator of an existing subscription, whose page had no time to renew yet. */
  public void found(ChannelModerator moderator) {
    ends.putIfAbsent(moderator, in(RENEWAL_WINDOW));
  }

  /** Whether a viewer moderates the channel, or did, as far as this process has heard. */
  public boolean isKnown(ChannelModerator moderator) {
    return ends.containsKey(moderator);
  }

  /** Whether a moderator watches the channel. */
  public boolean isWatching(ChannelModerator moderator) {
    return ends.containsKey(moderator) && clock.instant().isBefore(ends.get(moderator));
  }

  /** Whether the role of a moderator has ended, so that no event may reach them. */
  public boolean hasEnded(ChannelModerator moderator) {
    return Instant.MIN.equals(ends.get(moderator));
  }

  private Instant in(Duration time) {
    return clock.instant().plus(time);
  }
}
