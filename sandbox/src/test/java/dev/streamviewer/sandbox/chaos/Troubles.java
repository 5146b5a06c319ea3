package dev.streamviewer.sandbox.chaos;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The rows of the table. */
final class Troubles {
  private static final JsonObject NOTHING_MORE = new JsonObject();
  private static final int BACK_SECONDS = 240;
  private static final List<String> WEBHOOK_SERVICES = List.of("webhook-1", "webhook-2");

  private Troubles() {}

  /** Those that the pace and the terrain allow, or of them those named by {@code -Dchaos.only}. */
  static List<Trouble> ordered(Pace pace, Terrain terrain) {
    var rows = new ArrayList<>(Pace.isFull() ? all(pace) : mostTelling(pace));
    if (terrain instanceof TwoSides) {
      rows.add(Trouble.cut(pace.stop()));
    }
    var only = System.getProperty("chaos.only", "");
    return rows.stream().filter(row -> row.name().contains(only)).toList();
  }

  private static List<Trouble> mostTelling(Pace pace) {
    return List.of(
        Trouble.killed("webhook-1", pace.away()),
        Trouble.killed("notifier-1", pace.away()),
        Trouble.killed("auth-1", pace.away()),
        Trouble.restarted("webhook-2"),
        Trouble.late("notifier-2"),
        Trouble.pusher("down", pace.outage(), "refuse", NOTHING_MORE),
        Trouble.killedInTurnWhilePusherIsDown(WEBHOOK_SERVICES, pace.away()),
        Trouble.frozen("notifier-2", pace.stop()),
        oneEventUnderTwoIds(pace.stop()));
  }

  private static List<Trouble> all(Pace pace) {
    return List.of(
        Trouble.killed("webhook-1", pace.away()),
        Trouble.killed("webhook-2", pace.away()),
        Trouble.killed("notifier-1", pace.away()),
        Trouble.killed("notifier-2", pace.away()),
        Trouble.killed("auth-1", pace.away()),
        Trouble.killed("gateway-1", pace.away()),
        Trouble.rollingRestart(),
        Trouble.late("webhook-1"),
        Trouble.late("notifier-2"),
        Trouble.pusher("down", pace.outage(), "refuse", NOTHING_MORE),
        Trouble.killedInTurnWhilePusherIsDown(WEBHOOK_SERVICES, pace.away()),
        Trouble.pusher("slow by 3 s", pace.stop(), "slow", new JsonObject().put("ms", 3_000)),
        Trouble.pusher("answering 429", pace.stop(), "status", status(429)),
        Trouble.pusher("answering 500", pace.stop(), "status", status(500)),
        Trouble.pusher("answering 401", pace.stop(), "status", status(401)),
        Trouble.pusher("losing its answers", pace.stop(), "drop", NOTHING_MORE),
        Trouble.frozen("notifier-1", pace.stop()),
        Trouble.frozen("webhook-1", pace.stop()),
        sameIdThrice(pace.stop()),
        oneEventUnderTwoIds(pace.stop()),
        outOfOrder(pace.stop()),
        Trouble.clockAhead("webhook-2", pace.stop()));
  }

  private static Trouble sameIdThrice(Duration hold) {
    var name = "each message three times";
    return Trouble.sent(name, hold, new Updates(name, order -> order.put("copies", 3)));
  }

  private static Trouble oneEventUnderTwoIds(Duration hold) {
    return Trouble.sent("one event under two ids", hold, new SameStreamTwice());
  }

  private static Trouble outOfOrder(Duration hold) {
    var name = "minutes out of order";
    return Trouble.sent(
        name, hold, new Updates(name, order -> order.put("timestamp", someTimeAgo().toString())));
  }

  private static Instant someTimeAgo() {
    return Instant.now().minusSeconds(ThreadLocalRandom.current().nextInt(BACK_SECONDS));
  }

  private static JsonObject status(int status) {
    return new JsonObject().put("status", status);
  }
}
