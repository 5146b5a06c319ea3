package dev.streamviewer.benchmarks.delivery;

import static dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime.MILLI;
import static dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime.SECOND;

import dev.streamviewer.benchmarks.delivery.SimulationScenario.Family;
import dev.streamviewer.benchmarks.delivery.cluster.DeliveryRule;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedProcess;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.webhook.dedup.KeyedEvent;
import dev.streamviewer.webhook.dedup.MarkKey;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A simulation: twenty seconds of events and faults, then forty without faults, then the check of
 * all promises.
 */
final class DeliveryRun {
  private static final long BEGIN = 2 * SECOND;
  private static final long LOAD_END = 20 * SECOND;
  private static final long SETTLED = 60 * SECOND;
  private static final long LATER = 16 * 60 * SECOND;
  private static final int FLOOD = 1_500;

  /** In milliseconds; longer than the history looks back before the last event of a page. */
  private static final int LONG_ABSENCE = 14_000;

  /** Within this time after a write, a killed notifier may take recent events with it. */
  private static final long UNWRITTEN = 4 * SECOND;

  /** More events than this, and the history does not have all. */
  private static final int IN_HISTORY = 50;

  private final SimulationScenario scenario;
  private final Set<DeliveryRule> off;
  private final SimulatedTime time;
  private final DeliveryWorld world;
  private final Random chance;
  private final Map<String, List<SimulatedPage>> pages = new LinkedHashMap<>();
  private final long loadEnd;
  private int subjects;
  private int ids;

  private DeliveryRun(long seed, Set<DeliveryRule> off) {
    this.scenario = SimulationScenario.of(seed);
    this.off = off;
    this.time = new SimulatedTime(seed);
    this.world = new DeliveryWorld(scenario, time, off);
    this.chance = SimulationScenario.chance(seed + 3_000_000_019L);
    // Else the last events always come after the merge, and hide what it did to the others.
    this.loadEnd = scenario.family() == Family.SPLIT ? millis(10_000, 18_000) : LOAD_END;
  }

  /** Runs the simulation of a seed; returns the violations of the delivery promises. */
  static List<String> violations(long seed, Set<DeliveryRule> off) {
    return new DeliveryRun(seed, off).run();
  }

  private List<String> run() {
    for (var i = 0; i < scenario.streamers(); i++) {
      open("streamer" + i);
    }
    new FaultInjector(scenario, world, time).schedule(BEGIN + SECOND, LOAD_END);
    time.after(BEGIN, this::nextEvent);
    time.after(BEGIN + SECOND, this::nextPageChange);
    if (scenario.family() == Family.FLOOD) {
      time.after(10 * SECOND, this::flood);
    }
    if (scenario.family() == Family.LONG) {
      raidAgain();
    }
    var end = scenario.family() == Family.LONG ? LATER + SETTLED : SETTLED;
    time.runUntil(end);
    checkPages(SimulatedPage::isLive, this::isForgottenForNow);
    reconnectAll();
    time.runUntil(end + 10 * SECOND);
    check();
    return world.violations.list();
  }

  private void open(String login) {
    var page =
        new SimulatedPage(
            time,
            world.pusher,
            login,
            off,
            after -> world.recent(login, after),
            world::isSplit,
            this::checkCaughtUp);
    pages.computeIfAbsent(login, first -> new ArrayList<>()).add(page);
    page.open();
  }

  private void nextEvent() {
    if (time.now() < loadEnd) {
      var login = "streamer" + chance.nextInt(scenario.streamers());
      send(login);
      time.after(millis(1, 2_000 / scenario.events()), this::nextEvent);
    }
  }

  private long millis(int from, int to) {
    return (from + chance.nextInt(Math.max(1, to - from))) * MILLI;
  }

  private void send(String login) {
    var subject = "subject" + ++subjects;
    switch (chance.nextInt(10)) {
      case 0 -> sendTwice(login, subject);
      case 1 -> repeat(login, subject);
      default -> {
        var poisoned = scenario.family() == Family.POISON && chance.nextInt(5) == 0;
        world.twitch.send(message(login, subject, "", poisoned));
      }
    }
  }

  /** Sends an event under two ids: as itself, and as a notice in chat. */
  private void sendTwice(String login, String subject) {
    var first = message(login, subject, "raid/" + login + "/" + subject, false);
    var second = message(login, subject, "raid/" + login + "/" + subject, false);
    second.copy = true;
    world.twitch.send(first);
    time.after(millis(0, 1_500), () -> world.twitch.send(second));
  }

  private void repeat(String login, String subject) {
    var message = message(login, subject, "", false);
    message.single = false;
    world.twitch.send(message);
    time.after(millis(0, 3_000), () -> world.twitch.repeat(message));
  }

  /** The same raid comes again after more than a quarter of an hour. */
  private void raidAgain() {
    for (var at : List.of(5 * SECOND, LATER + 5 * SECOND)) {
      time.after(
          at, () -> world.twitch.send(message("streamer0", "raid at " + at, "raid/again", false)));
    }
  }

  private void flood() {
    world.pusher.setState(SimulatedPusher.State.SLOW, 2 * SECOND);
    time.after(3 * SECOND, () -> world.pusher.setState(SimulatedPusher.State.WELL, 0));
    for (var i = 0; i < FLOOD; i++) {
      var login = "streamer" + i % scenario.streamers();
      time.after(
          time.between(0, 400),
          () -> world.twitch.send(message(login, "subject" + ++subjects, "", false)));
    }
  }

  private SimulatedMessage message(String login, String subject, String key, boolean poisoned) {
    var id = "id" + ++ids;
    var event =
        new StreamEvent(
            id,
            "channel.raid",
            SimulatedProcess.instant(time.now()),
            new Streamer(login, login, login),
            subject,
            new JsonObject());
    var keyed =
        key.isEmpty()
            ? new KeyedEvent(event, List.of(), new JsonObject())
            : new KeyedEvent(event.withKey(key), List.of(MarkKey.of(key)), new JsonObject());
    return new SimulatedMessage(subject, keyed, poisoned);
  }

  /** A viewer's connection breaks, or a viewer reloads the page. */
  private void nextPageChange() {
    if (time.now() >= LOAD_END) {
      return;
    }
    var login = "streamer" + chance.nextInt(scenario.streamers());
    var connected = pages.get(login).stream().filter(SimulatedPage::isOnline).toList();
    var busy = scenario.family().changesPages();
    if (chance.nextInt(3) == 0 || connected.isEmpty()) {
      open(login);
    } else {
      var page = connected.get(chance.nextInt(connected.size()));
      page.disconnect();
      var isLong = busy && chance.nextInt(4) == 0;
      time.after(millis(50, isLong ? LONG_ABSENCE : 3_000), page::connect);
    }
    time.after(busy ? millis(50, 500) : millis(500, 3_000), this::nextPageChange);
  }

  /** Reconnects every page, and opens a new one for each streamer. */
  private void reconnectAll() {
    for (var entry : pages.entrySet()) {
      for (var page : entry.getValue()) {
        page.disconnect();
        time.after(SECOND, page::connect);
      }
    }
    List.copyOf(pages.keySet()).forEach(this::open);
  }

  private void check() {
    world.twitch.messages.values().forEach(this::check);
    checkPages(page -> true, this::isForgotten);
    if (world.cluster.keys(SimulatedWebhookService.OUTBOX + "/").findAny().isPresent()) {
      report("the outbox is not empty at the end");
    }
    if (scenario.family().answersInTime() && world.twitch.slowestAnswer > 2_500 * MILLI) {
      report("an answer took %d ms".formatted(world.twitch.slowestAnswer / MILLI));
    }
  }

  private void checkPages(Predicate<SimulatedPage> which, Predicate<SimulatedMessage> forgotten) {
    for (var entry : pages.entrySet()) {
      var expected = expected(entry.getKey(), forgotten);
      entry.getValue().stream()
          .filter(which)
          .forEach(page -> check(page, page.hasAllSides() ? expected : Set.of()));
    }
  }

  /** A page that is live lacks no event that Pusher had before the page was connected. */
  private void checkCaughtUp(SimulatedPage page, long connectedAt) {
    if (scenario.family().catchesUpAtOnce() && count(page.login()) <= IN_HISTORY) {
      var shown = page.shown().stream().map(StreamEvent::headline).toList();
      world.twitch.messages.values().stream()
          .filter(it -> it.login().equals(page.login()) && !shown.contains(it.subject))
          .filter(it -> it.pushes.stream().anyMatch(push -> push.at() < connectedAt))
          .forEach(it -> report("%s is missing in a page that has caught up".formatted(it)));
    }
  }

  private long count(String login) {
    return world.twitch.messages.values().stream().filter(it -> it.login().equals(login)).count();
  }

  private void report(String violation) {
    world.violations.add(violation);
  }

  private void check(SimulatedMessage message) {
    if (message.poisoned) {
      return;
    }
    if (message.acceptedAt >= 0 && !isPublished(message.subject)) {
      report("%s is lost".formatted(message));
    }
    if (scenario.family().answersAtOnce() && message.single && message.failures > 0) {
      report("%s needed %d attempts".formatted(message, message.attempts));
    }
    if (scenario.family().publishesOnce() && message.pushes.size() > 1) {
      report("%s was published %d times".formatted(message, message.pushes.size()));
    }
    if (message.acceptedAt < 0) {
      report("%s was never accepted".formatted(message));
    }
  }

  private boolean isPublished(String subject) {
    return world.twitch.messages.values().stream()
        .anyMatch(it -> it.subject.equals(subject) && !it.pushes.isEmpty());
  }

  /** Returns the subjects that every page of a streamer must show at the end. */
  private Set<String> expected(String login, Predicate<SimulatedMessage> forgotten) {
    var all = count(login);
    if (scenario.family() == Family.FLOOD || all > IN_HISTORY && !scenario.family().splits()) {
      return Set.of();
    }
    var accepted =
        world.twitch.messages.values().stream()
            .filter(it -> it.login().equals(login) && it.acceptedAt >= 0)
            .sorted(Comparator.comparing((SimulatedMessage it) -> it.event().at()).reversed())
            .toList();
    var subjects = new TreeSet<String>();
    accepted.stream()
        .limit(all <= IN_HISTORY ? IN_HISTORY : IN_HISTORY / 5)
        .filter(forgotten.negate())
        .forEach(it -> subjects.add(it.subject));
    return subjects;
  }

  /** Whether no notifier that published an event must have it among its recent events. */
  private boolean isForgotten(SimulatedMessage message) {
    return message.pushes.stream()
        .allMatch(push -> isTakenAlong(push) || isDisplaced(message.login(), push));
  }

  /** Whether only a page that connects again must find an event among the recent events. */
  private boolean isForgottenForNow(SimulatedMessage message) {
    return isForgotten(message)
        || message.pushes.stream().allMatch(push -> isTakenAlong(push) || isHeldBack(push));
  }

  /** Whether the notifier was stopped before others knew of the event. */
  private static boolean isHeldBack(SimulatedMessage.Push push) {
    return push.notifier().pauses.stream()
        .anyMatch(it -> it >= push.at() - UNWRITTEN && it - push.at() < UNWRITTEN);
  }

  /** Whether the notifier was killed before others knew of the event. */
  private static boolean isTakenAlong(SimulatedMessage.Push push) {
    var killedAt = push.notifier().killedAt;
    return killedAt >= push.at() && killedAt - push.at() < UNWRITTEN;
  }

  /** Whether the notifier wrote so much later, such as events of the outbox again and again. */
  private boolean isDisplaced(String login, SimulatedMessage.Push push) {
    return world.twitch.messages.values().stream()
            .filter(it -> it.login().equals(login))
            .flatMap(it -> it.begun.stream())
            .filter(it -> it.notifier() == push.notifier() && it.at() >= push.at())
            .count()
        > IN_HISTORY - IN_HISTORY / 5;
  }

  private void check(SimulatedPage page, Set<String> expected) {
    var shown = new HashSet<String>();
    for (var event : page.shown()) {
      if (!shown.add(event.headline())) {
        report("%s is shown twice".formatted(event.headline()));
      }
    }
    expected.stream()
        .filter(subject -> !shown.contains(subject))
        .forEach(subject -> report("%s is not shown".formatted(subject)));
    var shownAt = page.shown().stream().map(StreamEvent::at).toList();
    if (!shownAt.equals(shownAt.stream().sorted(Comparator.reverseOrder()).toList())) {
      report("a page is out of order");
    }
  }
}
