package dev.streamviewer.demo.chaos;

import dev.streamviewer.demo.chaos.EventLoad.Traffic;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * A row of the table.
 *
 * @param traffic the traffic of Twitch during the fault
 * @param fault the fault; returns when the fault is over
 * @param limits what may be missing meanwhile
 */
record ChaosFault(String name, Traffic traffic, Fault fault, FaultLimits limits) {
  /** A fault of the fleet or its surroundings. */
  @FunctionalInterface
  interface Fault {
    void strike(ServiceFleet fleet);
  }

  @Override
  public String toString() {
    return name;
  }

  static ChaosFault killed(String process, Duration away) {
    return withUpdates("kill -9 of " + process, fleet -> kill(fleet.process(process), away))
        .within(FaultLimits.OF_KILLS);
  }

  /**
   * Kills one of some processes in each interval, ready or not; each starts again at once, as an
   * orchestrator does.
   */
  static ChaosFault killedEvery(
      Duration interval, int kills, List<String> processes, long seed, FaultLimits limits) {
    return withUpdates(
            "kill -9 every %d s, seed %d".formatted(interval.toSeconds(), seed),
            fleet -> {
              var chance = new Random(seed);
              for (var i = 0; i < kills; i++) {
                var victim = fleet.process(processes.get(chance.nextInt(processes.size())));
                victim.kill();
                victim.start();
                ProcessPause.of(interval);
              }
              processes.forEach(process -> fleet.process(process).awaitReady());
            })
        .within(limits);
  }

  /** Kills the processes in turn, so that the process that resends the outbox is killed, too. */
  static ChaosFault killedInTurnWhilePusherIsDown(List<String> processes, Duration away) {
    return withUpdates(
        "Pusher down, kill -9 of %s".formatted(String.join(", then ", processes)),
        fleet -> {
          fleet.control().addFault("pusher", "refuse", new JsonObject());
          for (var process : processes) {
            ProcessPause.of(away);
            kill(fleet.process(process), away);
          }
          fleet.control().clearFaults();
        });
  }

  static ChaosFault frozen(String process, Duration hold) {
    return withUpdates(
        "SIGSTOP of %s for %d s".formatted(process, hold.toSeconds()),
        fleet -> {
          var victim = fleet.process(process);
          victim.freeze();
          ProcessPause.of(hold);
          victim.thaw();
        });
  }

  static ChaosFault rollingRestart() {
    return withUpdates(
        "SIGTERM rolling restart of everything",
        fleet -> fleet.processes().forEach(ServiceProcess::restart));
  }

  static ChaosFault restarted(String process) {
    return withUpdates("SIGTERM restart of " + process, fleet -> fleet.process(process).restart());
  }

  /**
   * Restarts a process that takes itself for the first member, and is merged with the others
   * seconds later. In the end the process must know the others as if it had joined in time.
   */
  static ChaosFault late(String process) {
    return withUpdates(
        "%s joins too late and is merged".formatted(process),
        fleet -> {
          var victim = fleet.process(process);
          victim.terminate();
          victim.startIsolated();
          victim.awaitReady();
          victim.restart();
        });
  }

  /**
   * Cuts the bus between the two halves of the fleet; both halves still reach Twitch and Pusher.
   */
  static ChaosFault cut(Duration hold) {
    return withUpdates(
        "network cut in two for %d s".formatted(hold.toSeconds()),
        fleet -> {
          fleet.layout().cut();
          ProcessPause.of(hold);
          fleet.layout().heal();
        });
  }

  static ChaosFault clockAhead(String process, Duration hold) {
    return withUpdates(
        "clock of %s %d minutes ahead".formatted(process, WebhookAhead.BY.toMinutes()),
        fleet -> {
          var victim = fleet.process(process);
          victim.terminate();
          victim.start(WebhookAhead.class.getName());
          victim.awaitReady();
          ProcessPause.of(hold);
          victim.restart();
        });
  }

  /** Causes one of the sandbox's faults at Pusher. */
  static ChaosFault pusher(String name, Duration hold, String mode, JsonObject more) {
    return withUpdates(
        "Pusher %s for %d s".formatted(name, hold.toSeconds()),
        fleet -> {
          fleet.control().addFault("pusher", mode, more);
          ProcessPause.of(hold);
          fleet.control().clearFaults();
        });
  }

  /** Makes the traffic of Twitch itself the fault. */
  static ChaosFault sent(String name, Duration hold, Traffic traffic) {
    return new ChaosFault(name, traffic, fleet -> ProcessPause.of(hold), FaultLimits.NONE);
  }

  private static void kill(ServiceProcess victim, Duration away) {
    victim.kill();
    ProcessPause.of(away);
    victim.start();
    victim.awaitReady();
  }

  private static ChaosFault withUpdates(String name, Fault fault) {
    return new ChaosFault(name, new RollingUpdates(name), fault, FaultLimits.NONE);
  }

  /** Returns the same row with other limits. */
  private ChaosFault within(FaultLimits other) {
    return new ChaosFault(name, traffic, fault, other);
  }
}
