package dev.streamviewer.webhook.streamer;

import static java.util.stream.Collectors.toSet;

import dev.streamviewer.platform.contract.event.ChannelNames;
import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The Pusher channels of streamers that have listeners, up to a bound. Any visitor may listen to
 * any number of channels, so watched streamers have a place even beyond the bound.
 */
final class ChannelListeners {
  /** The most channels of streamers that are not watched. */
  static final int MAX_CHANNELS = 20_000;

  private final Set<String> channels = new HashSet<>();
  private boolean truncated;
  private volatile long ignored;

  /**
   * Applies a report of Pusher.
   *
   * @param isWatched whether a login belongs to a streamer whose events are or were wanted
   * @return the logins that lost their last listener
   */
  Set<String> update(ChannelOccupancy report, Predicate<String> isWatched) {
    var vacated = new HashSet<>(report.vacated());
    if (report.complete()) {
      truncated = report.omitted() > 0;
    }
    if (report.complete() && !truncated) {
      channels.stream().filter(it -> !report.occupied().contains(it)).forEach(vacated::add);
    }
    report.occupied().forEach(channel -> occupied(channel, isWatched));
    return vacated.stream()
        .filter(channels::remove)
        .map(ChannelNames::loginOf)
        .flatMap(Optional::stream)
        .filter(login -> !isOccupied(login))
        .collect(toSet());
  }

  /** Whether a streamer has listeners. */
  boolean isOccupied(String login) {
    return channels.contains(ChannelNames.publicChannel(login))
        || channels.contains(ChannelNames.privateChannel(login));
  }

  /** Whether Pusher's last list was truncated. */
  boolean isTruncated() {
    return truncated;
  }

  /** The number of channels ignored for lack of room since the start; safe for any thread. */
  long ignored() {
    return ignored;
  }

  private void occupied(String channel, Predicate<String> isWatched) {
    var login = ChannelNames.loginOf(channel);
    if (login.isEmpty() || channels.contains(channel)) {
      return;
    }
    if (channels.size() < MAX_CHANNELS || isWatched.test(login.get())) {
      channels.add(channel);
    } else {
      ignored++;
    }
  }
}
