package dev.streamviewer.demo.chaos;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** An endless row of faults, drawn from a seed. Faults of one kind have one name. */
final class RandomFaults {
  private static final List<String> NOTIFIERS = List.of("notifier-1", "notifier-2");

  /** The processes that become ready without Pusher. */
  private static final List<String> OTHERS =
      List.of("auth-1", "webhook-1", "webhook-2", "gateway-1", "gateway-2");

  private static final List<String> PROCESSES =
      Stream.of(NOTIFIERS, OTHERS).flatMap(List::stream).toList();
  private static final List<String> HOLDERS_OF_RECENT_EVENTS =
      List.of("webhook-1", "notifier-1", "webhook-2", "notifier-2");
  private static final List<String> STATUSES = List.of("401", "429", "500");

  private final Random chance;
  private final List<Supplier<ChaosFault>> kinds;

  /**
   * @param cuts whether the network can be cut in two
   */
  RandomFaults(Random chance, boolean cuts) {
    this.chance = chance;
    kinds =
        new ArrayList<>(
            List.of(
                () -> ProcessKills.once(process(), seconds(0, 6)).named("kill -9 of a process"),
                () ->
                    ProcessKills.inRandomOrder(3, chance.nextLong(), seconds(0, 3))
                        .named("kill -9 of three processes in turn"),
                () ->
                    ProcessKills.withoutWaiting(HOLDERS_OF_RECENT_EVENTS, Duration.ofSeconds(3))
                        .named("kill -9 of all webhook services and notifiers"),
                () -> ChaosFault.restarted(process()).named("SIGTERM restart of a process"),
                () -> ChaosFault.frozen(process(), seconds(1, 15)).named("SIGSTOP of a process"),
                () ->
                    ChaosFault.flapping(
                            process(), 5, Duration.ofMillis(300 + chance.nextInt(1_500)))
                        .named("SIGSTOP of a process, again and again"),
                () ->
                    ProcessKills.whilePusherIsSlow(
                            process(),
                            Duration.ofMillis(300 + chance.nextInt(1_500)),
                            seconds(1, 5))
                        .named("Pusher slow, kill -9 of a process"),
                () ->
                    ProcessKills.inTurnWhilePusherIsDown(
                            List.of(any(OTHERS), any(OTHERS)), seconds(1, 5))
                        .named("Pusher down, kill -9 of two processes in turn"),
                () -> pusher("down", "refuse", new JsonObject()),
                () -> pusher("losing its answers", "drop", new JsonObject()),
                () ->
                    pusher("slow", "slow", new JsonObject().put("ms", 200 + chance.nextInt(3_500))),
                () ->
                    pusher(
                        "answering 401, 429 or 500",
                        "status",
                        new JsonObject().put("status", Integer.valueOf(any(STATUSES))))));
    if (cuts) {
      kinds.add(() -> ChaosFault.cutWithTwins(seconds(2, 20)).named("network cut in two"));
    }
  }

  ChaosFault next() {
    return any(kinds).get();
  }

  private ChaosFault pusher(String name, String mode, JsonObject more) {
    return ChaosFault.pusher(name, seconds(2, 20), mode, more).named("Pusher " + name);
  }

  private String process() {
    return any(PROCESSES);
  }

  private <T> T any(List<T> choices) {
    return choices.get(chance.nextInt(choices.size()));
  }

  private Duration seconds(int from, int to) {
    return Duration.ofMillis(1_000L * from + chance.nextInt(1_000 * (to - from)));
  }
}
