package dev.streamviewer.sandbox.chaos;

import dev.streamviewer.sandbox.chaos.EventLoad.Traffic;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * One row of the table.
 *
 * @param traffic what Twitch sends meanwhile
 * @param fault what goes wrong; returns when it is over
 */
record ChaosFault(String name, Traffic traffic, Fault fault) {
  /** What goes wrong. */
  @FunctionalInterface
  interface Fault {
    void strike(ServiceFleet fleet);
  }

  @Override
  public String toString() {
    return name;
  }

  static ChaosFault killed(String process, Duration away) {
    return withUpdates("kill -9 of " + process, fleet -> kill(fleet.process(process), away));
  }

  /** Whichever of them resends what waits for Pusher, it is killed as well. */
  static ChaosFault killedInTurnWhilePusherIsDown(List<String> processes, Duration away) {
    return withUpdates(
        "Pusher down, kill -9 of %s".formatted(String.join(", then ", processes)),
        fleet -> {
          fleet.stage().troubleAtPusher("refuse", new JsonObject());
          for (var process : processes) {
            ProcessPause.of(away);
            kill(fleet.process(process), away);
          }
          fleet.stage().clearTrouble();
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
   * It takes itself for the first member, and is merged with the others seconds later; in the end
   * it must have found them as if it had joined in time.
   */
  static ChaosFault late(String process) {
    return withUpdates(
        "%s joins too late and is merged".formatted(process),
        fleet -> {
          var one = fleet.process(process);
          one.terminate();
          one.startAlone();
          one.awaitReady();
          one.restart();
        });
  }

  /** The bus is cut between the two halves of the fleet, each of which Twitch and Pusher reach. */
  static ChaosFault cut(Duration hold) {
    return withUpdates(
        "network cut in two for %d s".formatted(hold.toSeconds()),
        fleet -> {
          fleet.terrain().cut();
          ProcessPause.of(hold);
          fleet.terrain().heal();
        });
  }

  static ChaosFault clockAhead(String process, Duration hold) {
    return withUpdates(
        "clock of %s %d minutes ahead".formatted(process, WebhookAhead.BY.toMinutes()),
        fleet -> {
          var one = fleet.process(process);
          one.terminate();
          one.start(WebhookAhead.class.getName());
          one.awaitReady();
          ProcessPause.of(hold);
          one.restart();
        });
  }

  /** Pusher misbehaves in a way that the sandbox knows. */
  static ChaosFault pusher(String name, Duration hold, String mode, JsonObject more) {
    return withUpdates(
        "Pusher %s for %d s".formatted(name, hold.toSeconds()),
        fleet -> {
          fleet.stage().troubleAtPusher(mode, more);
          ProcessPause.of(hold);
          fleet.stage().clearTrouble();
        });
  }

  /** The trouble is in what Twitch sends. */
  static ChaosFault sent(String name, Duration hold, Traffic traffic) {
    return new ChaosFault(name, traffic, fleet -> ProcessPause.of(hold));
  }

  private static void kill(ServiceProcess victim, Duration away) {
    victim.kill();
    ProcessPause.of(away);
    victim.start();
    victim.awaitReady();
  }

  private static ChaosFault withUpdates(String name, Fault fault) {
    return new ChaosFault(name, new RollingUpdates(name), fault);
  }
}
