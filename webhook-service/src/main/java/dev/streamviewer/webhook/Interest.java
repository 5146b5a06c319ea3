package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.ChannelNames;
import dev.streamviewer.platform.contract.ChannelOccupancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When somebody last cared for a streamer: watched now, or listening at Pusher. Until Pusher has
 * once told all its channels, everybody counts as cared for.
 */
final class Interest {
  private static final Duration GRACE = Duration.ofMinutes(5);

  private final Clock clock;
  private final Map<String, Instant> lastCared = new HashMap<>();
  private final Map<String, String> idByLogin = new HashMap<>();
  private final Set<String> occupied = new HashSet<>();
  private boolean pusherHasSpoken;

  Interest(Clock clock) {
    this.clock = clock;
  }

  /** Somebody watches. */
  void watched(String id, String login) {
    idByLogin.put(login, id);
    seen(id);
  }

  /** A subscription to this streamer exists; for whom is not known. */
  void seen(String id) {
    lastCared.put(id, clock.instant());
  }

  /** Somebody no longer watches. */
  void left(String login) {
    var id = idByLogin.get(login);
    if (id != null) {
      seen(id);
    }
  }

  /** Pusher's word on who listens. */
  void occupancy(ChannelOccupancy said) {
    var vacated = logins(said.vacated());
    var listening = logins(said.occupied());
    if (said.complete()) {
      pusherHasSpoken = true;
      occupied.stream().filter(login -> !listening.contains(login)).forEach(vacated::add);
    }
    occupied.addAll(listening);
    occupied.removeAll(vacated);
    vacated.forEach(this::left);
  }

  /** Streamers whom nobody has cared for in a while. */
  List<String> forgotten() {
    return lastCared.keySet().stream().filter(this::isForgotten).toList();
  }

  boolean isForgotten(String id) {
    var cared = lastCared.get(id);
    return pusherHasSpoken
        && cared != null
        && cared.plus(GRACE).isBefore(clock.instant())
        && occupied.stream().noneMatch(login -> id.equals(idByLogin.get(login)));
  }

  /** Whether a login is known for a streamer, without which their channel cannot be recognised. */
  boolean isNamed(String id) {
    return idByLogin.containsValue(id);
  }

  /** The login of a streamer, who stays as forgotten as before. */
  void name(String id, String login) {
    idByLogin.put(login, id);
  }

  /** Nothing is left to care for. */
  void drop(String id) {
    lastCared.remove(id);
    idByLogin.values().remove(id);
  }

  private static Set<String> logins(Set<String> channels) {
    return channels.stream()
        .map(ChannelNames::loginOf)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
