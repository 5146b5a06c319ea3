package dev.streamviewer.demo.chaos;

import dev.streamviewer.demo.chaos.fleet.ProcessPause;
import dev.streamviewer.demo.chaos.fleet.ServiceProcess;
import dev.streamviewer.demo.chaos.load.SameStreamTwice;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Faults that kill processes. */
final class ProcessKills {
  /** Events at each kill between two messages. */
  private static final long BURST = 20;

  private ProcessKills() {}

  static ChaosFault once(String process, Duration away) {
    return ChaosFault.withUpdates(
            "kill -9 of " + process, fleet -> kill(fleet.process(process), away))
        .within(FaultLimits.OF_KILLS);
  }

  /** Kills random processes, each once the last is back; a seed gives the same order again. */
  static ChaosFault inRandomOrder(int kills, long seed, Duration away) {
    return ChaosFault.withUpdates(
            "%d kills in random order, seed %d".formatted(kills, seed),
            fleet -> {
              var chance = new Random(seed);
              for (var i = 0; i < kills; i++) {
                var victims = fleet.processes();
                kill(victims.get(chance.nextInt(victims.size())), away);
                ProcessPause.of(away);
              }
            })
        .within(FaultLimits.OF_KILLS);
  }

  /**
   * Kills one of some processes in each interval, ready or not; each starts again at once, as an
   * orchestrator does.
   */
  static ChaosFault every(
      Duration interval, int kills, List<String> processes, long seed, FaultLimits limits) {
    return ChaosFault.withUpdates(
            "kill -9 every %d s, seed %d".formatted(interval.toSeconds(), seed),
            fleet -> {
              var chance = new Random(seed);
              for (var i = 0; i < kills; i++) {
                var victim = processes.get(chance.nextInt(processes.size()));
                killAndStart(fleet.process(victim), interval);
              }
              processes.forEach(process -> fleet.process(process).awaitReady());
            })
        .within(limits);
  }

  /**
   * Kills processes in turn, each before the previous one is ready again. When they are all holders
   * of a map, its last holder dies while others join.
   */
  static ChaosFault withoutWaiting(List<String> processes, Duration interval) {
    return ChaosFault.withUpdates(
        "kill -9 of %s, %d s apart".formatted(String.join(", ", processes), interval.toSeconds()),
        fleet -> {
          processes.forEach(process -> killAndStart(fleet.process(process), interval));
          processes.forEach(process -> fleet.process(process).awaitReady());
        });
  }

  /**
   * Kills a notifier again and again, after the first and before the second of two messages about
   * each event of a burst.
   */
  static ChaosFault betweenTwoIds(List<String> notifiers, int kills, Duration away) {
    var streams = new SameStreamTwice();
    return new ChaosFault(
        "kill -9 of a notifier between two ids of an event",
        new SameStreamTwice(),
        (fleet, load) -> {
          for (var i = 0; i < kills; i++) {
            var events =
                LongStream.range(BURST * i, BURST * (i + 1)).mapToObj(streams::event).toList();
            var victim = fleet.process(notifiers.get(i % notifiers.size()));
            events.forEach(event -> load.send(event.part(0)));
            victim.kill();
            events.forEach(event -> load.send(event.part(1)));
            ProcessPause.of(away);
            victim.start();
            victim.awaitReady();
          }
        },
        FaultLimits.OF_KILLS);
  }

  /**
   * @param slow shorter than a notifier waits for Pusher; otherwise none would be ready again
   *     before the fault ends
   */
  static ChaosFault whilePusherIsSlow(String process, Duration slow, Duration hold) {
    return ChaosFault.withUpdates(
            "Pusher slow by %d ms, kill -9 of %s".formatted(slow.toMillis(), process),
            fleet -> {
              fleet
                  .control()
                  .addFault("pusher", "slow", new JsonObject().put("ms", slow.toMillis()));
              ProcessPause.of(hold);
              kill(fleet.process(process), hold);
              ProcessPause.of(hold);
              fleet.control().clearFaults();
            })
        .within(FaultLimits.OF_KILLS);
  }

  /** Kills the processes in turn, so that the process that resends the outbox is killed, too. */
  static ChaosFault inTurnWhilePusherIsDown(List<String> processes, Duration away) {
    return ChaosFault.withUpdates(
            "Pusher down, kill -9 of %s".formatted(String.join(", then ", processes)),
            fleet -> {
              fleet.control().addFault("pusher", "refuse", new JsonObject());
              for (var process : processes) {
                ProcessPause.of(away);
                kill(fleet.process(process), away);
              }
              fleet.control().clearFaults();
            })
        .within(FaultLimits.OF_KILLS);
  }

  /** Starts the killed process at once, without waiting until it is ready. */
  private static void killAndStart(ServiceProcess victim, Duration pause) {
    victim.kill();
    victim.start();
    ProcessPause.of(pause);
  }

  private static void kill(ServiceProcess victim, Duration away) {
    victim.kill();
    ProcessPause.of(away);
    victim.start();
    victim.awaitReady();
  }
}
