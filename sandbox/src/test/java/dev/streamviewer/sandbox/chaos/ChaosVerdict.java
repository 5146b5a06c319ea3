package dev.streamviewer.sandbox.chaos;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of the events of one row.
 *
 * @param sent events that happened at Twitch
 * @param acknowledged those of which a message was answered with 2xx
 * @param delivered those that Pusher accepted
 * @param lost acknowledged, and not at Pusher
 * @param shownTwice those that a page shows more than once
 * @param notShown acknowledged, about whom the page in Chromium watches, and not shown there
 * @param outage the longest time in which Twitch was never answered with 2xx
 * @param heap what all processes hold in memory once it is over, after a collection, in MB
 */
record ChaosVerdict(
    String fault,
    int sent,
    int acknowledged,
    int delivered,
    Set<String> lost,
    Set<String> shownTwice,
    Set<String> notShown,
    Duration outage,
    long heap) {

  /** Judges as things stand now. */
  static ChaosVerdict of(String fault, EventLoad load, Duration outage, ServiceFleet fleet) {
    var sent = load.sent();
    var events = Set.copyOf(sent.values());
    var acknowledged = acknowledged(sent, fleet);
    var delivered = fleet.ledger().accepted();
    return new ChaosVerdict(
        fault,
        events.size(),
        acknowledged.size(),
        count(events, delivered),
        without(acknowledged, delivered),
        shownTwice(sent, fleet),
        notShown(load, fleet),
        outage,
        fleet.heap());
  }

  /** By a page that does what ours does, or by ours: at a time, or under two ids. */
  private static Set<String> shownTwice(Map<String, String> sent, ServiceFleet fleet) {
    var twice = new HashSet<String>();
    sent.values().stream().filter(it -> fleet.page().timesShown(it) > 1).forEach(twice::add);
    fleet.realPage().doubled().stream().map(id -> sent.getOrDefault(id, id)).forEach(twice::add);
    var seen = new HashSet<String>();
    fleet.realPage().shown().stream()
        .map(sent::get)
        .filter(Objects::nonNull)
        .filter(event -> !seen.add(event))
        .forEach(twice::add);
    return twice;
  }

  /** What the page in Chromium still lacks. */
  static Set<String> notShown(EventLoad load, ServiceFleet fleet) {
    var sent = load.sent();
    var shown = fleet.realPage().shown().stream().map(sent::get).collect(Collectors.toSet());
    var acknowledged = fleet.frontDoor().acknowledged();
    return load.inBrowser().stream()
        .filter(acknowledged::contains)
        .map(sent::get)
        .filter(event -> !shown.contains(event))
        .collect(Collectors.toSet());
  }

  static Set<String> acknowledged(Map<String, String> sent, ServiceFleet fleet) {
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
