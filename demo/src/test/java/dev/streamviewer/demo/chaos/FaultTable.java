package dev.streamviewer.demo.chaos;

import dev.streamviewer.demo.chaos.fleet.ClusterLayout;
import dev.streamviewer.demo.chaos.fleet.NetworkNamespaces;
import dev.streamviewer.demo.chaos.load.RollingUpdates;
import dev.streamviewer.demo.chaos.load.SameStreamTwice;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rows of the table. */
final class FaultTable {
  private static final JsonObject NO_PARAMETERS = new JsonObject();
  private static final int MAX_AGE_SECONDS = 240;
  private static final List<String> WEBHOOK_SERVICES = List.of("webhook-1", "webhook-2");
  private static final List<String> NOTIFIERS = List.of("notifier-1", "notifier-2");
  private static final List<String> WEBHOOK_SERVICES_AND_NOTIFIERS =
      Stream.concat(WEBHOOK_SERVICES.stream(), NOTIFIERS.stream()).toList();
  private static final long SEED = Long.getLong("chaos.seed", 20_261_129);

  /**
   * The time between two kills. Availability needs more than a start takes: with both webhook
   * services down, nothing can be accepted.
   */
  private static final Duration KILL_INTERVAL =
      Duration.ofSeconds(Integer.getInteger("chaos.kill.seconds", 12));

  private FaultTable() {}

  /** Returns the rows of heavy load. */
  static List<ChaosFault> underLoad(LoadPace pace) {
    return selected(
        List.of(
            ChaosFault.frozen("notifier-2", pace.stop()),
            ChaosFault.rollingRestart(),
            ProcessKills.once("notifier-1", pace.away())));
  }

  /** Returns the row of kills that follow each other. */
  static List<ChaosFault> available() {
    return selected(
        List.of(
            ProcessKills.every(
                KILL_INTERVAL,
                10,
                WEBHOOK_SERVICES_AND_NOTIFIERS,
                SEED,
                FaultLimits.OF_AVAILABILITY)));
  }

  private static List<ChaosFault> selected(List<ChaosFault> rows) {
    var only = Pattern.compile(System.getProperty("chaos.only", "")).asPredicate();
    return rows.stream().filter(row -> only.test(row.name())).toList();
  }

  /**
   * Returns the rows that fit the pace and the terrain; {@code -Dchaos.only} selects rows by a
   * pattern.
   */
  static List<ChaosFault> ordered(LoadPace pace, ClusterLayout layout) {
    var rows = new ArrayList<>(LoadPace.isFull() ? all(pace) : shortTable(pace));
    if (layout instanceof NetworkNamespaces) {
      rows.add(ChaosFault.cut(pace.stop()));
      rows.add(ChaosFault.cutWithTwins(pace.stop()));
    }
    return selected(rows);
  }

  /** Rows of which none is part of another. */
  private static List<ChaosFault> shortTable(LoadPace pace) {
    return List.of(
        ProcessKills.once("webhook-1", pace.away()),
        ProcessKills.once("notifier-1", pace.away()),
        ProcessKills.once("auth-1", pace.away()),
        ChaosFault.restarted("webhook-2"),
        ChaosFault.late("notifier-2"),
        ProcessKills.inTurnWhilePusherIsDown(WEBHOOK_SERVICES, pace.away()),
        ChaosFault.frozen("notifier-2", pace.stop()),
        oneEventUnderTwoIds(pace.stop()));
  }

  private static List<ChaosFault> all(LoadPace pace) {
    return List.of(
        ProcessKills.once("webhook-1", pace.away()),
        ProcessKills.once("webhook-2", pace.away()),
        ProcessKills.once("notifier-1", pace.away()),
        ProcessKills.once("notifier-2", pace.away()),
        ProcessKills.once("auth-1", pace.away()),
        ProcessKills.once("gateway-1", pace.away()),
        ProcessKills.inRandomOrder(10, SEED, Duration.ofSeconds(2)),
        ProcessKills.withoutWaiting(WEBHOOK_SERVICES_AND_NOTIFIERS, Duration.ofSeconds(3)),
        ProcessKills.betweenTwoIds(NOTIFIERS, 4, Duration.ofSeconds(1)),
        ProcessKills.whilePusherIsSlow(
            "notifier-1", Duration.ofMillis(1_500), Duration.ofSeconds(5)),
        ChaosFault.flapping("notifier-2", 10, Duration.ofMillis(1_500)),
        ChaosFault.rollingRestart(),
        ChaosFault.late("webhook-1"),
        ChaosFault.late("notifier-2"),
        ChaosFault.pusher("down", pace.outage(), "refuse", NO_PARAMETERS),
        ProcessKills.inTurnWhilePusherIsDown(WEBHOOK_SERVICES, pace.away()),
        ChaosFault.pusher("slow by 3 s", pace.stop(), "slow", new JsonObject().put("ms", 3_000)),
        ChaosFault.pusher("answering 429", pace.stop(), "status", status(429)),
        ChaosFault.pusher("answering 500", pace.stop(), "status", status(500)),
        ChaosFault.pusher("answering 401", pace.stop(), "status", status(401)),
        ChaosFault.pusher("losing its answers", pace.stop(), "drop", NO_PARAMETERS),
        ChaosFault.frozen("notifier-1", pace.stop()),
        ChaosFault.frozen("webhook-1", pace.stop()),
        sameIdThrice(pace.stop()),
        oneEventUnderTwoIds(pace.stop()),
        outOfOrder(pace.stop()),
        ChaosFault.clockAhead("webhook-2", pace.stop()));
  }

  private static ChaosFault sameIdThrice(Duration hold) {
    var name = "each message three times";
    return ChaosFault.sent(name, hold, new RollingUpdates(name, order -> order.put("copies", 3)));
  }

  private static ChaosFault oneEventUnderTwoIds(Duration hold) {
    return ChaosFault.sent("one event under two ids", hold, new SameStreamTwice());
  }

  private static ChaosFault outOfOrder(Duration hold) {
    var name = "minutes out of order";
    return ChaosFault.sent(
        name,
        hold,
        new RollingUpdates(name, order -> order.put("timestamp", someTimeAgo().toString())));
  }

  private static Instant someTimeAgo() {
    return Instant.now().minusSeconds(ThreadLocalRandom.current().nextInt(MAX_AGE_SECONDS));
  }

  private static JsonObject status(int status) {
    return new JsonObject().put("status", status);
  }
}
