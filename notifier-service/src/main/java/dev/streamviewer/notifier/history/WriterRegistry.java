package dev.streamviewer.notifier.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.cluster.BulkMap;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The notifiers that wrote recent events, living or not, in one entry of the cluster's map. Every
 * notifier adds all writers that it knows, again and again: so an entry that lost some, because two
 * notifiers wrote at once or two sides of a split met, is soon complete.
 */
final class WriterRegistry {
  static final String KEY = "writers";

  /** More than the restarts of an hour with a random kill every minute. */
  private static final int MAX_WRITERS = 64;

  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(12);

  /** Living writers are the newest when there are too many. */
  private static final Duration REFRESH = Duration.ofMinutes(5);

  private final BulkMap map;
  private final Clock clock;
  private final Map<String, Long> known = new HashMap<>();
  private String own;

  WriterRegistry(BulkMap map, Clock clock, String own) {
    this.map = map;
    this.clock = clock;
    this.own = own;
    known.put(own, clock.millis());
  }

  /** Returns the name of this notifier. */
  String own() {
    return own;
  }

  /** Adds a further name of this notifier, for its events from now on. */
  void rename(String next) {
    own = next;
    known.put(own, clock.millis());
  }

  /** Returns all writers known here and in the cluster. */
  Future<Set<String>> read() {
    return map.getAll(Set.of(KEY))
        .map(
            found -> {
              learn(found.get(KEY));
              return Set.copyOf(known.keySet());
            });
  }

  /**
   * Adds the writers known here to the entry, if it lacks any.
   *
   * @return whether the entry was written; another notifier that wrote at once may have replaced it
   */
  Future<Boolean> announce() {
    return map.getAll(Set.of(KEY))
        .compose(
            found -> {
              var entry = found.get(KEY);
              var listed = parse(entry);
              learn(entry);
              return isCurrent(listed) ? Future.succeededFuture(false) : write(entry).map(true);
            });
  }

  private boolean isCurrent(Map<String, Long> listed) {
    return listed.keySet().containsAll(known.keySet())
        && clock.millis() - listed.getOrDefault(own, 0L) < REFRESH.toMillis();
  }

  private Future<Void> write(Buffer before) {
    known.put(own, clock.millis());
    var counter = before == null ? 0 : before.getLong(0);
    var after = Buffer.buffer().appendLong(counter + 1);
    known.forEach((writer, seen) -> after.appendString(writer + " " + seen + "\n"));
    return map.putAll(Map.of(KEY, after));
  }

  private void learn(Buffer entry) {
    parse(entry).forEach((writer, seen) -> known.merge(writer, seen, Math::max));
    var oldest = clock.millis() - FORGOTTEN_AFTER.toMillis();
    known.values().removeIf(seen -> seen < oldest);
    if (known.size() > MAX_WRITERS) {
      known.keySet().retainAll(newest());
    }
    known.putIfAbsent(own, clock.millis());
  }

  private List<String> newest() {
    return known.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(MAX_WRITERS)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, Long> parse(Buffer entry) {
    var writers = new HashMap<String, Long>();
    if (entry != null) {
      entry
          .getString(Long.BYTES, entry.length(), UTF_8.name())
          .lines()
          .map(line -> line.split(" "))
          .forEach(parts -> writers.put(parts[0], Long.parseLong(parts[1])));
    }
    return writers;
  }
}
