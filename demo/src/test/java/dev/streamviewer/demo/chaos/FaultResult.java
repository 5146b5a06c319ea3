package dev.streamviewer.demo.chaos;

import dev.streamviewer.demo.chaos.fleet.ServiceFleet;
import dev.streamviewer.demo.chaos.load.EventLoad;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The result of one row.
 *
 * @param sent events that happened at Twitch
 * @param acknowledged events with a message that was answered with 2xx
 * @param delivered events that Pusher accepted
 * @param lost acknowledged events that Pusher did not accept
 * @param shownTwice events that a page shows more than once
 * @param notShown acknowledged events of the streamer in Chromium that the page there does not show
 * @param refused the share of messages whose first attempt was not answered with 2xx
 * @param outage the longest time without a 2xx response to Twitch
 * @param heap memory of all processes in MB after the fault and a collection
 */
record FaultResult(
    String fault,
    int sent,
    int acknowledged,
    int delivered,
    Set<String> lost,
    Set<String> shownTwice,
    Set<String> notShown,
    double refused,
    Duration outage,
    long heap) {

  /** Judges the current state. */
  static FaultResult of(String fault, EventLoad load, Duration outage, ServiceFleet fleet) {
    var sent = load.sent();
    var events = Set.copyOf(sent.values());
    var acknowledged = acknowledged(sent, fleet);
    var delivered = fleet.publishLog().accepted();
    return new FaultResult(
        fault,
        events.size(),
        acknowledged.size(),
        count(events, delivered),
        missing(acknowledged, delivered),
        shownTwice(sent, fleet),
        notShown(load, fleet),
        fleet.loadBalancer().firstAnswers().refusedShare(),
        outage,
        fleet.heap());
  }

  /**
   * Returns the events that a page shows twice, under one id or two: the model of the page, or the
   * page in Chromium.
   */
  static Set<String> shownTwice(Map<String, String> sent, ServiceFleet fleet) {
    var twice = new HashSet<String>();
    sent.values().stream().filter(it -> fleet.page().timesShown(it) > 1).forEach(twice::add);
    fleet.realPage().duplicates().stream().map(id -> sent.getOrDefault(id, id)).forEach(twice::add);
    var seen = new HashSet<String>();
    fleet.realPage().shown().stream()
        .map(sent::get)
        .filter(Objects::nonNull)
        .filter(event -> !seen.add(event))
        .forEach(twice::add);
    return twice;
  }

  /** Returns the acknowledged events that the page in Chromium does not show. */
  static Set<String> notShown(EventLoad load, ServiceFleet fleet) {
    var sent = load.sent();
    var shown = fleet.realPage().shown().stream().map(sent::get).collect(Collectors.toSet());
    var acknowledged = fleet.loadBalancer().acknowledged();
    return load.inBrowser().stream()
        .filter(acknowledged::contains)
        .map(sent::get)
        .filter(event -> !shown.contains(event))
        .collect(Collectors.toSet());
  }

  static Set<String> acknowledged(Map<String, String> sent, ServiceFleet fleet) {
    return sent.entrySet().stream()
        .filter(message -> fleet.loadBalancer().acknowledged().contains(message.getKey()))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }

  /** Returns the result with further events that a page shows twice. */
  FaultResult andShownTwice(Set<String> further) {
    var all = new HashSet<>(shownTwice);
    all.addAll(further);
    return new FaultResult(
        fault, sent, acknowledged, delivered, lost, all, notShown, refused, outage, heap);
  }

  /** Returns the sums of results on the same fault; of outage and memory, the maximum. */
  static FaultResult sum(List<FaultResult> results) {
    var sent = results.stream().mapToInt(FaultResult::sent).sum();
    return new FaultResult(
        "%s × %d".formatted(results.get(0).fault(), results.size()),
        sent,
        results.stream().mapToInt(FaultResult::acknowledged).sum(),
        results.stream().mapToInt(FaultResult::delivered).sum(),
        all(results, FaultResult::lost),
        all(results, FaultResult::shownTwice),
        all(results, FaultResult::notShown),
        results.stream().mapToDouble(it -> it.refused() * it.sent()).sum() / Math.max(1, sent),
        results.stream().map(FaultResult::outage).max(Comparator.naturalOrder()).orElseThrow(),
        results.stream().mapToLong(FaultResult::heap).max().orElseThrow());
  }

  private static Set<String> all(
      List<FaultResult> results, Function<FaultResult, Set<String>> events) {
    return results.stream().flatMap(it -> events.apply(it).stream()).collect(Collectors.toSet());
  }

  private static int count(Collection<String> events, Set<String> delivered) {
    return (int) events.stream().filter(delivered::contains).count();
  }

  private static Set<String> missing(Collection<String> events, Set<String> delivered) {
    return events.stream().filter(it -> !delivered.contains(it)).collect(Collectors.toSet());
  }
}
