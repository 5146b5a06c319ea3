package dev.streamviewer.webhook.chat;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import dev.streamviewer.platform.memory.BoundedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The token owners of each streamer, in order of arrival, as published to every process. */
final class ChatTokenOwners {
  /** A single token owner reads and the rest are spare, so more are of no use. */
  static final int MAX_PER_STREAMER = 50;

  static final int MAX_OWNERS = 50_000;

  /** Keeps one viewer from taking all places of a streamer. */
  static final int MAX_DEVICES_PER_VIEWER = 5;

  /** The most owners who left and are remembered. */
  private static final int MAX_DEPARTED = 10_000;

  /** A page reload leaves and returns. */
  private static final Duration RELOAD_TIME = Duration.ofSeconds(5);

  private final Clock clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Set<String>> keysByStreamer = new HashMap<>();

  /** Owners who left: one that is still stored must not come back without watching again. */
  private final Set<String> departed =
      Collections.newSetFromMap(BoundedMap.inOrderOfArrival(MAX_DEPARTED));

  /**
   * A token owner.
   *
   * @param since the time of the last message from this owner
   * @param end the time of removal; null while the viewer watches
   */
  private record Entry(ChatTokenOwner owner, Instant since, Instant end) {
    Entry ending(Instant end) {
      return new Entry(owner, since, end);
    }
  }

  ChatTokenOwners(Clock clock) {
    this.clock = clock;
  }

  /** Returns the key of a streamer and a viewer on one device. */
  static String key(ChatTokenOwner owner) {
    return String.join("/", owner.login(), owner.viewerId().value(), owner.lender().value());
  }

  boolean knows(ChatTokenOwner owner) {
    return entries.containsKey(key(owner));
  }

  /** Whether there is room, or the viewer is already present on any device. */
  boolean hasRoomFor(ChatTokenOwner owner) {
    return entries.containsKey(key(owner))
        || hasFreePlace(owner.streamerId())
        || displacedBy(owner).isPresent();
  }

  /** Returns the viewer's device that makes room, if a new device finds none. */
  Optional<ChatTokenOwner> displacedBy(ChatTokenOwner owner) {
    var devices = devices(owner);
    var full = devices.size() >= MAX_DEVICES_PER_VIEWER || !hasFreePlace(owner.streamerId());
    return full && !entries.containsKey(key(owner))
        ? devices.stream().findFirst()
        : Optional.empty();
  }

  /** Adds a token owner, or schedules the removal of a viewer who left. */
  void heard(ChatTokenOwner owner) {
    if (owner.hasLeft()) {
      departed.add(key(owner));
      entries.computeIfPresent(key(owner), (key, entry) -> entry.ending(removalTime()));
    } else {
      departed.remove(key(owner));
      putIfRoom(owner);
    }
  }

  private void putIfRoom(ChatTokenOwner owner) {
    if (hasRoomFor(owner)) {
      put(owner);
    }
  }

  /**
   * Takes over the stored token owners; owners missing in the store count as gone.
   *
   * @return stored owners who have left, whose removal failed
   */
  List<ChatTokenOwner> replace(List<ChatTokenOwner> stored) {
    var present =
        stored.stream().collect(Collectors.partitioningBy(it -> !departed.contains(key(it))));
    var keys = new LinkedHashSet<String>();
    present
        .get(true)
        .forEach(
            owner -> {
              keys.add(key(owner));
              putIfRoom(owner);
            });
    var settled = clock.instant().minus(RELOAD_TIME);
    entries.replaceAll(
        (key, entry) ->
            entry.end() == null && !keys.contains(key) && entry.since().isBefore(settled)
                ? entry.ending(removalTime())
                : entry);
    return present.get(false);
  }

  /** Forgets viewers who left and did not return; returns whether there were any. */
  boolean tidy() {
    var now = clock.instant();
    return !removeIf(entry -> entry.end() != null && !now.isBefore(entry.end())).isEmpty();
  }

  /** Forgets and returns the token owners of an ended session. */
  List<ChatTokenOwner> gone(Secret handle) {
    var removed = removeIf(entry -> entry.owner().lender().equals(handle));
    removed.forEach(owner -> departed.add(key(owner)));
    return removed;
  }

  /** Forgets and returns the token owners of a streamer whose events are no longer needed. */
  List<ChatTokenOwner> unwanted(String streamerId) {
    return removeIf(entry -> entry.owner().streamerId().equals(streamerId));
  }

  Set<String> streamers() {
    return Set.copyOf(keysByStreamer.keySet());
  }

  /** Returns a streamer's token owners, without viewers who left. */
  List<ChatTokenOwner> of(String streamerId) {
    return keysByStreamer.getOrDefault(streamerId, Set.of()).stream()
        .map(entries::get)
        .filter(entry -> entry.end() == null)
        .map(Entry::owner)
        .toList();
  }

  /**
   * Whether a viewer is a token owner of a streamer; a viewer who has just left counts for a
   * moment.
   */
  boolean isTokenOwner(Secret viewerId, String streamerId) {
    return keysByStreamer.getOrDefault(streamerId, Set.of()).stream()
        .map(key -> entries.get(key).owner())
        .anyMatch(it -> it.viewerId().equals(viewerId));
  }

  private void put(ChatTokenOwner owner) {
    var key = key(owner);
    displacedBy(owner).ifPresent(this::remove);
    var before = entries.put(key, new Entry(owner, clock.instant(), null));
    if (before != null && !before.owner().streamerId().equals(owner.streamerId())) {
      unlist(key, before.owner().streamerId());
    }
    keysByStreamer.computeIfAbsent(owner.streamerId(), it -> new LinkedHashSet<>()).add(key);
  }

  private boolean hasFreePlace(String streamerId) {
    return entries.size() < MAX_OWNERS
        && keysByStreamer.getOrDefault(streamerId, Set.of()).size() < MAX_PER_STREAMER;
  }

  /** Returns the devices on which a viewer watches a streamer, oldest first. */
  private List<ChatTokenOwner> devices(ChatTokenOwner owner) {
    return keysByStreamer.getOrDefault(owner.streamerId(), Set.of()).stream()
        .map(key -> entries.get(key).owner())
        .filter(it -> it.viewerId().equals(owner.viewerId()))
        .toList();
  }

  private List<ChatTokenOwner> removeIf(Predicate<Entry> which) {
    var removed = entries.values().stream().filter(which).map(Entry::owner).toList();
    removed.forEach(this::remove);
    return removed;
  }

  private void remove(ChatTokenOwner owner) {
    entries.remove(key(owner));
    unlist(key(owner), owner.streamerId());
  }

  private void unlist(String key, String streamerId) {
    keysByStreamer.computeIfPresent(
        streamerId, (id, keys) -> keys.remove(key) && keys.isEmpty() ? null : keys);
  }

  private Instant removalTime() {
    return clock.instant().plus(RELOAD_TIME);
  }
}
