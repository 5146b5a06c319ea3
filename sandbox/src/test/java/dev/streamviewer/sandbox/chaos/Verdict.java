package dev.streamviewer.sandbox.chaos;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of the events of one row.
 *
 * @param sent events that happened at Twitch
 * @param acknowledged those of which a message was answered with 2xx
 * @param delivered those that Pusher accepted
 * @param lost acknowledged, and not at Pusher
 * @param shownTwice those that the page shows more than once
 * @param outage the longest time in which Twitch was never answered with 2xx
 */
record Verdict(
    String fault,
    int sent,
    int acknowledged,
    int delivered,
    Set<String> lost,
    Set<String> shownTwice,
    Duration outage) {

  /**
   * Judges as things stand now.
   *
   * @param sent the events by the ids of their messages
   */
  static Verdict of(String fault, Map<String, String> sent, Duration outage, Fleet fleet) {
    var events = Set.copyOf(sent.values());
    var acknowledged = acknowledged(sent, fleet);
    var delivered = fleet.ledger().accepted();
    return new Verdict(
        fault,
        events.size(),
        acknowledged.size(),
        count(events, delivered),
        without(acknowledged, delivered),
        events.stream()
            .filter(event -> fleet.page().timesShown(event) > 1)
            .collect(Collectors.toSet()),
        outage);
  }

  static Set<String> acknowledged(Map<String, String> sent, Fleet fleet) {
    return sent.entrySet().stream()
        .filter(message -> fleet.frontDoor().acknowledged().contains(message.getKey()))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }

  private static int count(Collection<String> events, Set<String> delivered) {
    return (int) events.stream().filter(delivered::contains).count();
  }

  private static Set<String> without(Collection<String> events, Set<String> delivered) {
    return events.stream().filter(it -> !delivered.contains(it)).collect(Collectors.toSet());
  }
}
