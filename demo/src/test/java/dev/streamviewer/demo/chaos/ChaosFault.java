package dev.streamviewer.demo.chaos;

import dev.streamviewer.demo.chaos.fleet.ProcessPause;
import dev.streamviewer.demo.chaos.fleet.ServiceFleet;
import dev.streamviewer.demo.chaos.fleet.ServiceProcess;
import dev.streamviewer.demo.chaos.load.EventLoad;
import dev.streamviewer.demo.chaos.load.EventLoad.Traffic;
import dev.streamviewer.demo.chaos.load.RollingUpdates;
import dev.streamviewer.demo.chaos.load.SameStreamTwice;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A row of the table.
 *
 * @param traffic the traffic of Twitch during the fault
 * @param fault the fault; returns when the fault is over
 * @param limits the longest outage and the most refusals during the fault
 */
record ChaosFault(String name, Traffic traffic, Fault fault, FaultLimits limits) {
  /** A fault of the fleet or its surroundings. */
  @FunctionalInterface
  interface Fault {
    /**
     * @param load the steady load, which can send further events
     */
    void strike(ServiceFleet fleet, EventLoad load);
  }

  @Override
  public String toString() {
    return name;
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

  /** Stops a process again and again, each time for too short a time to be excluded. */
  static ChaosFault flapping(String process, int times, Duration phase) {
    return withUpdates(
        "SIGSTOP of %s for %d ms, %d times".formatted(process, phase.toMillis(), times),
        fleet -> {
          for (var i = 0; i < times; i++) {
            fleet.process(process).freeze();
            ProcessPause.of(phase);
            fleet.process(process).thaw();
            ProcessPause.of(phase);
          }
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
    return withUpdates("network cut in two for %d s".formatted(hold.toSeconds()), cutFor(hold));
  }

  /** The same, while each event comes under two ids, of which each half may get one. */
  static ChaosFault cutWithTwins(Duration hold) {
    var cut = cutFor(hold);
    return new ChaosFault(
        "network cut in two for %d s, events under two ids".formatted(hold.toSeconds()),
        new SameStreamTwice(),
        (fleet, load) -> cut.accept(fleet),
        FaultLimits.NONE);
  }

  private static Consumer<ServiceFleet> cutFor(Duration hold) {
    return fleet -> {
      fleet.layout().cut();
      ProcessPause.of(hold);
      fleet.layout().heal();
    };
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
    return new ChaosFault(name, traffic, (fleet, load) -> ProcessPause.of(hold), FaultLimits.NONE);
  }

  /** Returns a row with steady title updates. */
  static ChaosFault withUpdates(String name, Consumer<ServiceFleet> fault) {
    return new ChaosFault(
        name, new RollingUpdates(name), (fleet, load) -> fault.accept(fleet), FaultLimits.NONE);
  }

  /** Returns the same row under another name. */
  ChaosFault named(String other) {
    return new ChaosFault(other, traffic, fault, limits);
  }

  /** Returns the same row with other limits. */
  ChaosFault within(FaultLimits other) {
    return new ChaosFault(name, traffic, fault, other);
  }
}
