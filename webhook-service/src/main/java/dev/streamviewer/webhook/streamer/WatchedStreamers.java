package dev.streamviewer.webhook.streamer;

import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import dev.streamviewer.platform.memory.BoundedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The streamers whose events are wanted. A watch by a signed-in viewer starts the interest;
 * anonymous listeners at Pusher only prolong it. After a start, streamers with subscriptions count
 * as watched, and pages renew their watches.
 *
 * <p>No streamer counts as unwatched until the first full occupancy report has arrived or, without
 * Pusher, until every page has had time to renew its watches.
 */
public final class WatchedStreamers {
  /** The time for a page to reach its channel; without Pusher, for five renewals. */
  private static final Duration GRACE = Duration.ofMinutes(5);

  /**
   * The time for three renewals by a listening page; without one, all listeners may be strangers.
   */
  private static final Duration RENEWAL_WINDOW = Duration.ofMinutes(15);

  /**
   * The time for which listeners keep subscriptions without renewals: an old page may not renew.
   */
  private static final Duration MAX_UNRENEWED = Duration.ofDays(1);

  /** The time between the answer to a watch and the page's subscription at Pusher. */
  private static final Duration ARRIVAL_TIME = Duration.ofSeconds(15);

  /** Without Pusher, a page that has not renewed for this time is most likely closed. */
  private static final Duration SILENCE = Duration.ofMinutes(3);

  private static final int MAX_STREAMERS = 20_000;
  private static final int MAX_UNRESOLVED = 10_000;

  private final Clock clock;
  private final Duration absence;
  private final Instant start;
  private final ChannelListeners listeners = new ChannelListeners();

  /** By id, the longest inactive first. */
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private final WatchedLogins logins = new WatchedLogins();

  /** Watched logins that Twitch could not resolve, with the time of the last watch. */
  private final Map<String, Instant> unresolved = BoundedMap.inOrderOfArrival(MAX_UNRESOLVED);

  private Instant completeFrom;
  private boolean adopted;

  /**
   * The state of a streamer.
   *
   * @param lastActive the last watch, listener or found subscription
   * @param lastWatched the last watch by a signed-in viewer
   * @param lastVouched the same, or the first find of a subscription
   */
  private record Entry(String id, Instant lastActive, Instant lastWatched, Instant lastVouched) {
    private Entry activeAt(Instant at) {
      return new Entry(id, at, lastWatched, lastVouched);
    }
  }

  private WatchedStreamers(Clock clock, Duration absence, Instant completeFrom, boolean adopted) {
    this.clock = clock;
    this.absence = absence;
    this.start = clock.instant();
    this.completeFrom = completeFrom;
    this.adopted = adopted;
  }

  /** The variant with Pusher, which reports channels with listeners. */
  public static WatchedStreamers byListeners(Clock clock) {
    return new WatchedStreamers(clock, ARRIVAL_TIME, Instant.MAX, false);
  }

  /** The variant without Pusher: pages renew their watches every minute. */
  public static WatchedStreamers byRenewals(Clock clock) {
    return new WatchedStreamers(clock, SILENCE, clock.instant().plus(GRACE), true);
  }

  /**
   * Records a watch by a signed-in viewer, current or just ended.
   *
   * @param id empty if Twitch could not resolve the login
   */
  public void watched(String id, String login) {
    var owner = id.isEmpty() ? logins.idOf(login) : Optional.of(id);
    if (owner.isPresent()) {
      watched(owner.get(), login, clock.instant());
    } else {
      // Removed first, so that the newest is evicted last.
      unresolved.remove(login);
      unresolved.put(login, clock.instant());
    }
  }

  /** Records an existing subscription, whose viewers are unknown. */
  public void found(String id) {
    if (!entries.containsKey(id)) {
      store(id, new Entry(id, clock.instant(), Instant.MIN, clock.instant()));
    }
  }

  /** Records that all streamers of listed subscriptions were found and resolved. */
  public void adopted() {
    adopted = true;
  }

  /** Applies a report of channels with and without listeners. */
  public void occupancy(ChannelOccupancy report) {
    var vacated = listeners.update(report, this::isOurs);
    if (report.complete()) {
      var complete = listeners.isTruncated() ? start.plus(RENEWAL_WINDOW) : Instant.MIN;
      completeFrom = complete.isBefore(completeFrom) ? complete : completeFrom;
    }
    vacated.forEach(this::vacated);
  }

  /** The ids of streamers that should have all subscriptions. */
  public Set<String> wanted() {
    return ids(it -> isWithin(GRACE, it.lastWatched()) || isListened(it, RENEWAL_WINDOW))
        .collect(Collectors.toSet());
  }

  /** Whether all watched streamers are known, so that each other streamer is unwanted. */
  public boolean isComplete() {
    return isOccupancyKnown() && adopted && unresolvedLogins().isEmpty();
  }

  /** The watched logins without a known id. */
  public List<String> unresolvedLogins() {
    unresolved.values().removeIf(at -> !isWithin(RENEWAL_WINDOW, at));
    return List.copyOf(unresolved.keySet());
  }

  /** The ids of streamers without watches or listeners for a while. */
  public List<String> unwatched() {
    return ids(this::isUnwatched).toList();
  }

  public boolean isUnwatched(String id) {
    return entries.containsKey(id) && isUnwatched(entries.get(id));
  }

  /**
   * The ids of streamers whose subscriptions may end when room is needed. First come streamers that
   * no viewer has watched lately, who may have only anonymous listeners; then streamers without
   * listeners, the longest vacated first.
   */
  public List<String> evictable() {
    return entries.entrySet().stream()
        .filter(it -> isEvictable(it.getValue()))
        .sorted(
            Map.Entry.comparingByValue(
                Comparator.comparing((Entry it) -> !isOccupied(it))
                    .thenComparing(Entry::lastActive)))
        .map(Map.Entry::getKey)
        .toList();
  }

  public boolean isEvictable(String id) {
    return entries.containsKey(id) && isEvictable(entries.get(id));
  }

  /** Whether the login of a streamer is known, without which the Pusher channel is unknown. */
  public boolean isResolved(String id) {
    return logins.isKnown(id);
  }

  /**
   * The logins under which a streamer is watched, whatever the streamer's name is today; empty if
   * none is known. Their order is the same in all processes.
   */
  public List<String> loginsOf(String id) {
    return logins.of(id);
  }

  /** The id of the streamer that is watched under a login. */
  public Optional<String> idOf(String login) {
    return logins.idOf(login);
  }

  /** Records the owner of a login. A lookup alone does not count as a watch. */
  public void resolved(String id, String login) {
    var asked = unresolved.remove(login);
    if (asked != null) {
      watched(id, login, asked);
    } else if (entries.containsKey(id)) {
      logins.add(id, login);
    }
  }

  /** Records that Twitch has no such login. */
  public void unknownLogin(String login) {
    unresolved.remove(login);
  }

  /** Handles the deletion of all subscriptions of a streamer, unless a viewer has watched again. */
  public void givenUp(String id) {
    if (isEvictable(id) || isUnwatched(id)) {
      remove(id);
    }
  }

  /** Removes a streamer. */
  public void remove(String id) {
    entries.remove(id);
    logins.removeAll(id);
  }

  /** The number of channels ignored for lack of room since the start; safe for any thread. */
  public long ignoredChannels() {
    return listeners.ignored();
  }

  private void watched(String id, String login, Instant at) {
    unresolved.remove(login);
    logins.add(id, login);
    store(id, new Entry(id, at, at, at));
  }

  private void store(String id, Entry entry) {
    entries.remove(id);
    entries.put(id, entry);
    if (entries.size() > MAX_STREAMERS) {
      remove(entries.keySet().iterator().next());
    }
  }

  private boolean isOurs(String login) {
    return logins.idOf(login).isPresent() || unresolved.containsKey(login);
  }

  private void vacated(String login) {
    logins
        .idOf(login)
        .map(entries::get)
        .filter(it -> isWithin(MAX_UNRENEWED, it.lastVouched()))
        .ifPresent(it -> store(it.id(), it.activeAt(clock.instant())));
  }

  private boolean isUnwatched(Entry entry) {
    return isOccupancyKnown()
        && !isWithin(GRACE, entry.lastActive())
        && !isListened(entry, MAX_UNRENEWED);
  }

  private boolean isEvictable(Entry entry) {
    return isOccupancyKnown()
        && logins.isKnown(entry.id())
        && !isWithin(absence, entry.lastActive())
        && !isListened(entry, RENEWAL_WINDOW);
  }

  /**
   * Whether listeners count: only for streamers that a viewer watched within a while. With a
   * truncated list, a renewed watch is enough.
   */
  private boolean isListened(Entry entry, Duration since) {
    return isWithin(since, entry.lastVouched())
        && (isOccupied(entry)
            || listeners.isTruncated() && isWithin(RENEWAL_WINDOW, entry.lastVouched()));
  }

  private boolean isOccupied(Entry entry) {
    return logins.logins(entry.id()).stream().anyMatch(listeners::isOccupied);
  }

  private boolean isOccupancyKnown() {
    return !clock.instant().isBefore(completeFrom);
  }

  private boolean isWithin(Duration duration, Instant at) {
    return !at.isBefore(clock.instant().minus(duration));
  }

  private Stream<String> ids(Predicate<Entry> condition) {
    return entries.entrySet().stream()
        .filter(it -> condition.test(it.getValue()))
        .map(Map.Entry::getKey);
  }
}
