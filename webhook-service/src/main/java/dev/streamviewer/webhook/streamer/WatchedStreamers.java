package dev.streamviewer.webhook.streamer;

import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import dev.streamviewer.platform.memory.BoundedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Streamers whose events are wanted. A watch by a signed-in viewer starts that; listeners at
 * Pusher, who may be anybody, only prolong it. After a start, what Twitch lists for us counts as
 * watched, since somebody did, and pages renew their watches.
 *
 * <p>No streamer counts as forgotten until all who are watched must have shown: when Pusher has
 * once told all its channels, or, where it cannot, when every page has had the time to renew its
 * watches.
 */
public final class WatchedStreamers {
  /** A page reaches its channel within it; without Pusher, time for five renewals. */
  private static final Duration GRACE = Duration.ofMinutes(5);

  /** Time for three renewals by a page that listens: with none of them, strangers may be all. */
  private static final Duration RENEWED = Duration.ofMinutes(15);

  /** How long listeners keep what exists without any renewal: an old page may not renew. */
  private static final Duration KEPT = Duration.ofDays(1);

  /** A page that was just told that it watches is not yet on its channel at Pusher. */
  private static final Duration ARRIVING = Duration.ofSeconds(15);

  /** Without Pusher, a page that has not renewed for so long has most likely closed. */
  private static final Duration SILENT = Duration.ofMinutes(3);

  private static final int MOST_STREAMERS = 20_000;
  private static final int MOST_NAMES = 10_000;

  private final Clock clock;
  private final Duration absent;
  private final Instant start;
  private final ChannelListeners listeners = new ChannelListeners();

  /** By id, the longest not cared for first. */
  private final Map<String, Care> cares = new LinkedHashMap<>();

  private final Map<String, String> idByLogin = new HashMap<>();

  /** Logins that were watched while Twitch did not say whose they are, and when. */
  private final Map<String, Instant> nameless = BoundedMap.inOrderOfArrival(MOST_NAMES);

  private Instant knownFrom;
  private boolean adopted;

  /**
   * What is known of a streamer.
   *
   * @param login empty while it is not known
   * @param cared when anybody last watched or listened, or a subscription was found
   * @param watched when a signed-in viewer last watched
   * @param vouched the same, or when a subscription was first found
   */
  private record Care(String login, Instant cared, Instant watched, Instant vouched) {
    private Care named(String now) {
      return new Care(now, cared, watched, vouched);
    }

    private Care caredAt(Instant at) {
      return new Care(login, at, watched, vouched);
    }
  }

  private WatchedStreamers(Clock clock, Duration absent, Instant knownFrom, boolean adopted) {
    this.clock = clock;
    this.absent = absent;
    this.start = clock.instant();
    this.knownFrom = knownFrom;
    this.adopted = adopted;
  }

  /** Pusher tells which channels have listeners. */
  public static WatchedStreamers byListeners(Clock clock) {
    return new WatchedStreamers(clock, ARRIVING, Instant.MAX, false);
  }

  /** Without Pusher: pages renew their watches every minute. */
  public static WatchedStreamers byRenewals(Clock clock) {
    return new WatchedStreamers(clock, SILENT, clock.instant().plus(GRACE), true);
  }

  /**
   * A signed-in viewer watches, or did until now.
   *
   * @param id empty if Twitch does not say who has the login
   */
  public void watched(String id, String login) {
    if (!id.isEmpty()) {
      watched(id, login, clock.instant());
    } else if (idByLogin.containsKey(login)) {
      watched(idByLogin.get(login), login, clock.instant());
    } else {
      // Removed first, so that the newest is the last to make room.
      nameless.remove(login);
      nameless.put(login, clock.instant());
    }
  }

  /** A subscription to this streamer exists; for whom is not known. */
  public void found(String id) {
    if (!cares.containsKey(id)) {
      keep(id, new Care("", clock.instant(), Instant.MIN, clock.instant()));
    }
  }

  /** All that Twitch lists for us has been found and named. */
  public void adopted() {
    adopted = true;
  }

  /** Pusher's word on which channels have listeners. */
  public void occupancy(ChannelOccupancy said) {
    var left = listeners.hear(said, this::isOurs);
    if (said.complete()) {
      var complete = listeners.isCut() ? start.plus(RENEWED) : Instant.MIN;
      knownFrom = complete.isBefore(knownFrom) ? complete : knownFrom;
    }
    left.forEach(this::left);
  }

  /** Streamers of whom everything that may be had should be there. */
  public Set<String> wanted() {
    return ids(it -> isWithin(GRACE, it.watched()) || isListened(it, RENEWED))
        .collect(Collectors.toSet());
  }

  /** Whether all who are watched are known, so that a streamer who is not wanted is not. */
  public boolean isComplete() {
    return isKnown() && adopted && unnamed().isEmpty();
  }

  /** Logins that are watched and whose id is not known here. */
  public List<String> unnamed() {
    nameless.values().removeIf(at -> !isWithin(RENEWED, at));
    return List.copyOf(nameless.keySet());
  }

  /** Streamers for whom nobody has cared in a while. */
  public List<String> forgotten() {
    return ids(this::isForgotten).toList();
  }

  public boolean isForgotten(String id) {
    return cares.containsKey(id) && isForgotten(cares.get(id));
  }

  /**
   * Streamers whose subscriptions may end when room is needed: first those whom no viewer has
   * watched lately, to whom only strangers may listen; then those without listeners, the longest
   * vacated first.
   */
  public List<String> evictable() {
    return cares.entrySet().stream()
        .filter(it -> isEvictable(it.getValue()))
        .sorted(
            Map.Entry.comparingByValue(
                Comparator.comparing((Care it) -> !listeners.isOccupied(it.login()))
                    .thenComparing(Care::cared)))
        .map(Map.Entry::getKey)
        .toList();
  }

  public boolean isEvictable(String id) {
    return cares.containsKey(id) && isEvictable(cares.get(id));
  }

  /** Whether a login is known for a streamer, without which their channel cannot be recognised. */
  public boolean isNamed(String id) {
    return cares.containsKey(id) && !cares.get(id).login().isEmpty();
  }

  /** Twitch says who has a login. That alone is no reason to care. */
  public void name(String id, String login) {
    var asked = nameless.remove(login);
    if (asked != null) {
      watched(id, login, asked);
    } else if (cares.containsKey(id)) {
      index(id, login);
      cares.replace(id, cares.get(id).named(login));
    }
  }

  /** Nobody has this login. */
  public void unknown(String login) {
    nameless.remove(login);
  }

  /** Some process ended all that there was. A viewer may have watched again in the meantime. */
  public void givenUp(String id) {
    if (isEvictable(id) || isForgotten(id)) {
      drop(id);
    }
  }

  /** Nothing is left to care for. */
  public void drop(String id) {
    var gone = cares.remove(id);
    if (gone != null) {
      idByLogin.remove(gone.login(), id);
    }
  }

  /** How many channels were left out for lack of room, since the start; told to any thread. */
  public long ignoredChannels() {
    return listeners.ignored();
  }

  private void watched(String id, String login, Instant at) {
    nameless.remove(login);
    index(id, login);
    keep(id, new Care(login, at, at, at));
  }

  /** A login has one owner, who can take another; then somebody else can have it. */
  private void index(String id, String login) {
    if (cares.containsKey(id)) {
      idByLogin.remove(cares.get(id).login(), id);
    }
    var before = idByLogin.put(login, id);
    if (before != null) {
      cares.computeIfPresent(before, (other, care) -> care.named(""));
    }
  }

  private void keep(String id, Care care) {
    cares.remove(id);
    cares.put(id, care);
    if (cares.size() > MOST_STREAMERS) {
      drop(cares.keySet().iterator().next());
    }
  }

  private boolean isOurs(String login) {
    return idByLogin.containsKey(login) || nameless.containsKey(login);
  }

  private void left(String login) {
    var id = idByLogin.get(login);
    if (id != null && isWithin(KEPT, cares.get(id).vouched())) {
      keep(id, cares.get(id).caredAt(clock.instant()));
    }
  }

  private boolean isForgotten(Care care) {
    return isKnown() && !isWithin(GRACE, care.cared()) && !isListened(care, KEPT);
  }

  private boolean isEvictable(Care care) {
    return isKnown()
        && !care.login().isEmpty()
        && !isWithin(absent, care.cared())
        && !isListened(care, RENEWED);
  }

  /**
   * Whether listeners count: only for streamers whom a viewer watched within a while. Where
   * Pusher's list is cut short, a watch that was renewed has to do.
   */
  private boolean isListened(Care care, Duration since) {
    return isWithin(since, care.vouched())
        && (listeners.isOccupied(care.login())
            || listeners.isCut() && isWithin(RENEWED, care.vouched()));
  }

  private boolean isKnown() {
    return !clock.instant().isBefore(knownFrom);
  }

  private boolean isWithin(Duration duration, Instant at) {
    return !at.isBefore(clock.instant().minus(duration));
  }

  private Stream<String> ids(Predicate<Care> condition) {
    return cares.entrySet().stream()
        .filter(it -> condition.test(it.getValue()))
        .map(Map.Entry::getKey);
  }
}
