package dev.streamviewer.notifier.history;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.stream.Collectors.toSet;

import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The recent events of one streamer in a cluster: the segments of all notifiers together. Each
 * event occurs once in an answer, under whatever id it came.
 *
 * <p>An answer may repeat events that the caller has, never leave out one. Events of one writer are
 * appended before Pusher has them, so a later one can reach a page first; and the clocks of two
 * writers differ. So an answer also has what was appended shortly before the caller's last event.
 * The page drops what it knows.
 */
final class SegmentedRecentEvents {
  /** The longest time that a delivery takes after its event was appended. */
  static final Duration UNDER_WAY = Duration.ofSeconds(10);

  /** The greatest difference of two clocks, twice. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(20);

  private static final long UNDER_WAY_MICROS = MILLISECONDS.toMicros(UNDER_WAY.toMillis());
  private static final long CLOCKS_APART_MICROS = MILLISECONDS.toMicros(CLOCKS_APART.toMillis());

  private static final int MAX_AFTER = 4 * EventHistory.EVENTS;

  private static final Comparator<RecentEvent> BY_APPENDING =
      Comparator.comparingLong(RecentEvent::appendedAt).thenComparing(RecentEvent::writer);

  private final List<RecentEvent> events;

  SegmentedRecentEvents(Stream<RecentEvent> events) {
    this.events = events.sorted(BY_APPENDING).toList();
  }

  /** Returns the events that the caller may lack. */
  RecentEvents answer(FindRecentEvents question) {
    if (question.after() == null) {
      return new RecentEvents(
          newestByTime(distinct(visible(question, all -> true)), EventHistory.EVENTS), true);
    }
    var cursors = cursors(question.after());
    if (cursors.isEmpty()) {
      return new RecentEvents(
          newestByTime(distinct(visible(question, all -> true)), EventHistory.EVENTS), false);
    }
    var later =
        distinct(visible(question, event -> mayFollow(event, cursors))).stream()
            .filter(event -> !event.id().equals(question.after()))
            .toList();
    var newest = newestByTime(later, MAX_AFTER);
    return new RecentEvents(
        newest, isWhole(cursors) && (newest.equals(later) || reaches(newest, question.after())));
  }

  /** Returns whether the oldest of the newest events is no later than the caller's last. */
  private boolean reaches(List<StreamEvent> newest, String id) {
    var known = events.stream().map(RecentEvent::event).filter(it -> it.id().equals(id));
    var at = known.findFirst().orElseThrow().at();
    return newest.stream().anyMatch(event -> !event.at().isAfter(at));
  }

  /**
   * Returns the time at which each writer first appended the caller's last event. It may have
   * appended it again, but the caller can have the event since the first time.
   */
  private Map<String, Long> cursors(String id) {
    var cursors = new HashMap<String, Long>();
    events.stream()
        .filter(event -> event.event().id().equals(id))
        .forEach(event -> cursors.putIfAbsent(event.writer(), event.appendedAt()));
    return cursors;
  }

  private static boolean mayFollow(RecentEvent event, Map<String, Long> cursors) {
    // If two notifiers delivered the caller's last event, either may have been the first.
    var isOfOneClock = cursors.keySet().equals(Set.of(event.writer()));
    return event.appendedAt()
        >= earliest(cursors) - (isOfOneClock ? UNDER_WAY_MICROS : CLOCKS_APART_MICROS);
  }

  private static long earliest(Map<String, Long> cursors) {
    return cursors.values().stream().mapToLong(at -> at).min().orElse(0);
  }

  /** Returns whether no writer can have dropped an event after the caller's last. */
  private boolean isWhole(Map<String, Long> cursors) {
    var oldest = new HashMap<String, Long>();
    var count = new HashMap<String, Integer>();
    for (var event : events) {
      oldest.putIfAbsent(event.writer(), event.appendedAt());
      count.merge(event.writer(), 1, Integer::sum);
    }
    return count.entrySet().stream()
        .filter(writer -> writer.getValue() >= EventHistory.EVENTS)
        .allMatch(writer -> oldest.get(writer.getKey()) <= earliest(cursors));
  }

  private Stream<RecentEvent> visible(FindRecentEvents question, Predicate<RecentEvent> choice) {
    return events.stream().filter(event -> question.mayShow(event.event())).filter(choice);
  }

  /**
   * Keeps the last copy of each id, whose place tells when its delivery ended, and the first event
   * of each key.
   */
  private static List<StreamEvent> distinct(Stream<RecentEvent> sorted) {
    var all = new ArrayList<>(sorted.map(RecentEvent::event).toList());
    Collections.reverse(all);
    Set<String> ids = new HashSet<>();
    all.removeIf(event -> !ids.add(event.id()));
    Collections.reverse(all);
    return DistinctEvents.of(all);
  }

  /** Returns the newest by Twitch's clock, which notifiers share, in the order of appending. */
  private static List<StreamEvent> newestByTime(List<StreamEvent> events, int max) {
    if (events.size() <= max) {
      return events;
    }
    var lastFirst = new ArrayList<>(events);
    Collections.reverse(lastFirst);
    lastFirst.sort(Comparator.comparing(StreamEvent::at).reversed());
    var newest = lastFirst.stream().limit(max).map(StreamEvent::id).collect(toSet());
    return events.stream().filter(event -> newest.contains(event.id())).toList();
  }
}
