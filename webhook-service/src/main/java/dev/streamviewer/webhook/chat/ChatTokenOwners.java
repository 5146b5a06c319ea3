package dev.streamviewer.webhook.chat;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Who lends their consent for whom, as every process hears of it; first come, first asked. */
final class ChatTokenOwners {
  /** More for one streamer are of no use: one reads, the others wait for their turn. */
  static final int MOST_FOR_ONE = 50;

  static final int MOST = 50_000;

  /** So that one viewer alone does not take all places of a streamer. */
  static final int MOST_DEVICES = 5;

  /** A page that is loaded again leaves, and comes back. */
  private static final Duration BACK_SOON = Duration.ofSeconds(5);

  private final Clock clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Set<String>> keysByStreamer = new HashMap<>();

  /**
   * A lender.
   *
   * @param since when this was heard
   * @param end when they count as gone; null while they watch
   */
  private record Entry(ChatTokenOwner lender, Instant since, Instant end) {
    Entry ending(Instant end) {
      return new Entry(lender, since, end);
    }
  }

  ChatTokenOwners(Clock clock) {
    this.clock = clock;
  }

  /** What stands for a streamer and a viewer on one of their devices. */
  static String key(ChatTokenOwner lender) {
    return String.join("/", lender.login(), lender.viewerId().value(), lender.lender().value());
  }

  boolean knows(ChatTokenOwner lender) {
    return entries.containsKey(key(lender));
  }

  /** Whether there is room for one, or the viewer is there already, on whichever device. */
  boolean hasRoomFor(ChatTokenOwner lender) {
    return entries.containsKey(key(lender))
        || hasFreePlace(lender.streamerId())
        || displacedBy(lender).isPresent();
  }

  /** Which device of the same viewer makes room, where there is none left for one more. */
  Optional<ChatTokenOwner> displacedBy(ChatTokenOwner lender) {
    var devices = devices(lender);
    var full = devices.size() >= MOST_DEVICES || !hasFreePlace(lender.streamerId());
    return full && !entries.containsKey(key(lender))
        ? devices.stream().findFirst()
        : Optional.empty();
  }

  /** Somebody watches and lends, or no longer does. */
  void heard(ChatTokenOwner lender) {
    if (lender.hasLeft()) {
      entries.computeIfPresent(key(lender), (key, entry) -> entry.ending(soon()));
    } else if (hasRoomFor(lender)) {
      put(lender);
    }
  }

  /** What the cluster's memory holds; who is not in there any more has left. */
  void replace(List<ChatTokenOwner> stored) {
    var keys = new LinkedHashSet<String>();
    stored.forEach(
        lender -> {
          keys.add(key(lender));
          heard(lender);
        });
    var settled = clock.instant().minus(BACK_SOON);
    entries.replaceAll(
        (key, entry) ->
            entry.end() == null && !keys.contains(key) && entry.since().isBefore(settled)
                ? entry.ending(soon())
                : entry);
  }

  /** Forgets those who left and did not come back; answers whether there were any. */
  boolean tidy() {
    var now = clock.instant();
    return !removeIf(entry -> entry.end() != null && !now.isBefore(entry.end())).isEmpty();
  }

  /** A session has ended: forgets all that it lent for; answers what that was. */
  List<ChatTokenOwner> gone(Secret lender) {
    return removeIf(entry -> entry.lender().lender().equals(lender));
  }

  /** Nobody needs a streamer's events any more; answers who lent for them. */
  List<ChatTokenOwner> unwanted(String streamerId) {
    return removeIf(entry -> entry.lender().streamerId().equals(streamerId));
  }

  Set<String> streamers() {
    return Set.copyOf(keysByStreamer.keySet());
  }

  /** Who lends for a streamer and has not left. */
  List<ChatTokenOwner> of(String streamerId) {
    return keysByStreamer.getOrDefault(streamerId, Set.of()).stream()
        .map(entries::get)
        .filter(entry -> entry.end() == null)
        .map(Entry::lender)
        .toList();
  }

  /** Whether a viewer still lends for a streamer; who has just left counts for a moment. */
  boolean lends(Secret viewerId, String streamerId) {
    return keysByStreamer.getOrDefault(streamerId, Set.of()).stream()
        .map(key -> entries.get(key).lender())
        .anyMatch(it -> it.viewerId().equals(viewerId));
  }

  private void put(ChatTokenOwner lender) {
    var key = key(lender);
    displacedBy(lender).ifPresent(this::remove);
    var before = entries.put(key, new Entry(lender, clock.instant(), null));
    if (before != null && !before.lender().streamerId().equals(lender.streamerId())) {
      unlist(key, before.lender().streamerId());
    }
    keysByStreamer.computeIfAbsent(lender.streamerId(), it -> new LinkedHashSet<>()).add(key);
  }

  private boolean hasFreePlace(String streamerId) {
    return entries.size() < MOST
        && keysByStreamer.getOrDefault(streamerId, Set.of()).size() < MOST_FOR_ONE;
  }

  /** Those on which a viewer watches a streamer, the oldest first. */
  private List<ChatTokenOwner> devices(ChatTokenOwner lender) {
    return keysByStreamer.getOrDefault(lender.streamerId(), Set.of()).stream()
        .map(key -> entries.get(key).lender())
        .filter(it -> it.viewerId().equals(lender.viewerId()))
        .toList();
  }

  private List<ChatTokenOwner> removeIf(Predicate<Entry> which) {
    var removed = entries.values().stream().filter(which).map(Entry::lender).toList();
    removed.forEach(this::remove);
    return removed;
  }

  private void remove(ChatTokenOwner lender) {
    entries.remove(key(lender));
    unlist(key(lender), lender.streamerId());
  }

  private void unlist(String key, String streamerId) {
    keysByStreamer.computeIfPresent(
        streamerId, (id, keys) -> keys.remove(key) && keys.isEmpty() ? null : keys);
  }

  private Instant soon() {
    return clock.instant().plus(BACK_SOON);
  }
}
