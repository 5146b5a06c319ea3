package dev.streamviewer.webhook.streamer;

import static java.util.stream.Collectors.toSet;

import dev.streamviewer.platform.contract.event.ChannelNames;
import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Streamers' Pusher channels that have listeners, as far as there is room. Anybody may listen to
 * any number of channels, so streamers of ours have a place even where there is none left for
 * others.
 */
final class ChannelListeners {
  /** The most channels of streamers who are not ours. */
  static final int MOST = 20_000;

  private final Set<String> channels = new HashSet<>();
  private boolean cut;
  private volatile long ignored;

  /**
   * Takes in what Pusher says.
   *
   * @param isOurs whether a streamer, by login, is one whose events are or were wanted
   * @return the logins to which nobody listens any more
   */
  Set<String> hear(ChannelOccupancy report, Predicate<String> isOurs) {
    var vacated = new HashSet<>(report.vacated());
    if (report.complete()) {
      cut = report.omitted() > 0;
    }
    if (report.complete() && !cut) {
      channels.stream().filter(it -> !report.occupied().contains(it)).forEach(vacated::add);
    }
    report.occupied().forEach(channel -> occupied(channel, isOurs));
    return vacated.stream()
        .filter(channels::remove)
        .map(ChannelNames::loginOf)
        .flatMap(Optional::stream)
        .filter(login -> !isOccupied(login))
        .collect(toSet());
  }

  /** Whether anybody listens to a streamer. */
  boolean isOccupied(String login) {
    return channels.contains(ChannelNames.publicChannel(login))
        || channels.contains(ChannelNames.privateChannel(login));
  }

  /** Whether Pusher's last list was too long to be told as a whole. */
  boolean isCut() {
    return cut;
  }

  /** How many channels were left out for lack of room, since the start; told to any thread. */
  long ignored() {
    return ignored;
  }

  private void occupied(String channel, Predicate<String> isOurs) {
    var login = ChannelNames.loginOf(channel);
    if (login.isEmpty() || channels.contains(channel)) {
      return;
    }
    if (channels.size() < MOST || isOurs.test(login.get())) {
      channels.add(channel);
    } else {
      ignored++;
    }
  }
}
