package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.ChannelNames;
import dev.streamviewer.platform.contract.ChannelOccupancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose events are wanted: watched lately, or listened to at Pusher. Nobody counts as forgotten
 * until all who watch must have shown: when Pusher has once told all its channels, or, without it,
 * when every page has had the time to renew its watches.
 */
final class Interest {
  /** Without Pusher, time for five renewals: a browser lets a page in the background oversleep. */
  private static final Duration GRACE = Duration.ofMinutes(5);

  /** A page that was just told that it watches is not yet on its channel at Pusher. */
  private static final Duration ARRIVING = Duration.ofSeconds(15);

  /** Who has not renewed for so long has most likely left. */
  private static final Duration SILENT = Duration.ofMinutes(3);

  private final Clock clock;
  private final Duration absent;

  /** When somebody last watched, or a subscription was found for whomever. */
  private final Map<String, Instant> lastCared = new HashMap<>();

  private final Map<String, Instant> lastWatched = new HashMap<>();
  private final Map<String, String> idByLogin = new HashMap<>();
  private final Map<String, String> loginById = new HashMap<>();
  private final Set<String> occupied = new HashSet<>();
  private Instant knownFrom;

  private Interest(Clock clock, Duration absent, Instant knownFrom) {
    this.clock = clock;
    this.absent = absent;
    this.knownFrom = knownFrom;
  }

  /** Pusher tells who listens. */
  static Interest byListeners(Clock clock) {
    return new Interest(clock, ARRIVING, Instant.MAX);
  }

  /** Without Pusher: who still watches says so every minute. */
  static Interest byRenewals(Clock clock) {
    return new Interest(clock, SILENT, clock.instant().plus(GRACE));
  }

  /** Somebody watches, or did until now. */
  void watched(String id, String login) {
    name(id, login);
    lastCared.put(id, clock.instant());
    lastWatched.put(id, clock.instant());
  }

  /** A subscription to this streamer exists; for whom is not known. */
  void found(String id) {
    lastCared.putIfAbsent(id, clock.instant());
  }

  /** Pusher's word on who listens. */
  void occupancy(ChannelOccupancy said) {
    var vacated = logins(said.vacated());
    var listening = logins(said.occupied());
    if (said.complete()) {
      knownFrom = Instant.MIN;
      occupied.stream().filter(login -> !listening.contains(login)).forEach(vacated::add);
    }
    occupied.addAll(listening);
    vacated.stream().filter(occupied::remove).forEach(this::left);
  }

  /** Streamers of whom everything that may be had should be there. */
  Set<String> wanted() {
    var wanted = new HashSet<String>();
    occupied.stream().filter(idByLogin::containsKey).map(idByLogin::get).forEach(wanted::add);
    var since = clock.instant().minus(GRACE);
    lastWatched.forEach(
        (id, at) -> {
          if (at.isAfter(since)) {
            wanted.add(id);
          }
        });
    return wanted;
  }

  /** Whether everybody who is listened to is known, so that who is not wanted is not. */
  boolean isComplete() {
    return isKnown() && unnamed().isEmpty();
  }

  /** Logins that are listened to and whose id is not known here. */
  List<String> unnamed() {
    return occupied.stream().filter(login -> !idByLogin.containsKey(login)).toList();
  }

  /** Streamers whom nobody has cared for in a while. */
  List<String> forgotten() {
    return lastCared.keySet().stream().filter(this::isForgotten).toList();
  }

  boolean isForgotten(String id) {
    var cared = lastCared.get(id);
    return isKnown()
        && cared != null
        && cared.plus(GRACE).isBefore(clock.instant())
        && !isOccupied(id);
  }

  /** Streamers to whom nobody listens now: whose last listener left longest ago comes first. */
  List<String> longestVacated() {
    return lastCared.entrySet().stream()
        .filter(it -> isVacated(it.getKey()))
        .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether nobody listens to a streamer now, nor is about to. */
  boolean isVacated(String id) {
    var cared = lastCared.get(id);
    return isKnown()
        && cared != null
        && cared.isBefore(clock.instant().minus(absent))
        && loginById.containsKey(id)
        && !isOccupied(id);
  }

  /** Whether a login is known for a streamer, without which their channel cannot be recognised. */
  boolean isNamed(String id) {
    return loginById.containsKey(id);
  }

  /** The login of a streamer, who stays as forgotten as before. */
  void name(String id, String login) {
    var before = loginById.put(id, login);
    if (before != null && !before.equals(login)) {
      idByLogin.remove(before);
    }
    idByLogin.put(login, id);
  }

  /** Nothing is left to care for. */
  void drop(String id) {
    lastCared.remove(id);
    lastWatched.remove(id);
    var login = loginById.remove(id);
    if (login != null) {
      idByLogin.remove(login);
    }
  }

  private boolean isKnown() {
    return !clock.instant().isBefore(knownFrom);
  }

  private boolean isOccupied(String id) {
    return occupied.contains(loginById.getOrDefault(id, ""));
  }

  private void left(String login) {
    var id = idByLogin.get(login);
    if (id != null) {
      lastCared.put(id, clock.instant());
    }
  }

  private static Set<String> logins(Set<String> channels) {
    return channels.stream()
        .map(ChannelNames::loginOf)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
