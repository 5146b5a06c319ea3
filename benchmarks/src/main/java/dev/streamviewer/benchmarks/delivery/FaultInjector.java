package dev.streamviewer.benchmarks.delivery;

import static dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime.MILLI;
import static dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime.SECOND;

import dev.streamviewer.benchmarks.delivery.SimulatedPusher.State;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedProcess;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedProcess.Role;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/**
 * Causes the faults of a scenario. Faults of processes follow each other with some seconds between,
 * since two copies survive one fault; faults of Pusher and of the bus come at any time.
 */
final class FaultInjector {
  /** The time within which all copies exist again after a process was lost. */
  private static final long RECOVERY = 2 * SECOND;

  private final SimulationScenario scenario;
  private final DeliveryWorld world;
  private final SimulatedTime time;
  private final Random chance;

  FaultInjector(SimulationScenario scenario, DeliveryWorld world, SimulatedTime time) {
    this.scenario = scenario;
    this.world = world;
    this.time = time;
    this.chance = SimulationScenario.chance(scenario.seed() + 2_000_000_011L);
  }

  /** Schedules all faults, which have ended by a time. */
  void schedule(long begin, long end) {
    var family = scenario.family();
    if (family.kills() || family.pauses() || family.splits()) {
      // By then the segments of recent events have been used once, and are written again.
      var first = family == SimulationScenario.Family.SPLIT ? begin + 4 * SECOND : begin;
      time.after(first, () -> nextProcessFault(end));
    }
    if (family == SimulationScenario.Family.WRONG_CLOCK) {
      time.after(begin, () -> refuse(12 * SECOND));
    } else if (family.refuses()) {
      schedule(begin, end, this::refuse);
    }
    if (family.slowsPusher()) {
      schedule(begin, end, this::slowPusher);
    }
    if (family.slowsBus()) {
      schedule(begin, end, this::slowBus);
      schedule(begin, end, this::slowMaps);
    }
    time.after(
        end,
        () -> {
          world.pusher.setState(State.WELL, 0);
          world.bus.setSlow(false);
          world.cluster.setSlow(false);
        });
  }

  private interface Episode {
    void run(long nanos);
  }

  /** Schedules one or two episodes that end in time. */
  private void schedule(long begin, long end, Episode episode) {
    var half = (end - begin) / 2;
    for (var i = 0; i < 1 + chance.nextInt(2); i++) {
      var from = begin + i * half + millis(0, half / MILLI / 3);
      time.after(from, () -> episode.run(millis(500, half / MILLI / 2)));
    }
  }

  private long millis(long from, long to) {
    return (from + chance.nextLong(Math.max(1, to - from))) * MILLI;
  }

  private void refuse(long nanos) {
    var states = List.of(State.ERROR, State.LIMITED, State.QUOTA_USED_UP);
    world.pusher.setState(states.get(chance.nextInt(3)), 0);
    time.after(nanos, () -> world.pusher.setState(State.WELL, 0));
  }

  private void slowPusher(long nanos) {
    var state = chance.nextInt(3) == 0 ? State.LOSES_ANSWERS : State.SLOW;
    world.pusher.setState(state, millis(200, 3_500));
    time.after(nanos, () -> world.pusher.setState(State.WELL, 0));
  }

  private void slowBus(long nanos) {
    world.bus.setSlow(true);
    time.after(nanos, () -> world.bus.setSlow(false));
  }

  private void slowMaps(long nanos) {
    world.cluster.setSlow(true);
    time.after(nanos, () -> world.cluster.setSlow(false));
  }

  private void nextProcessFault(long end) {
    var left = end - time.now();
    if (left < 5 * SECOND) {
      return;
    }
    var lasts = causeProcessFault(left - 4 * SECOND);
    time.after(lasts + RECOVERY + millis(0, 3_000), () -> nextProcessFault(end));
  }

  private long causeProcessFault(long most) {
    var family = scenario.family();
    for (var tries = 0; tries < 20; tries++) {
      switch (chance.nextInt(5)) {
        case 0, 1:
          if (family.kills()) {
            return kill();
          }
          break;
        case 2:
          if (family.pauses()) {
            return pause(Math.min(most, millis(500, 13_000)));
          }
          break;
        case 3:
          if (family.splits()) {
            return split(Math.min(most, millis(2_000, 12_000)));
          }
          break;
        default:
          if (family.breaksConnections()) {
            return breakConnections();
          }
      }
    }
    return SECOND;
  }

  private SimulatedProcess anyProcess(boolean withGateways) {
    var candidates =
        world.cluster.processes.values().stream()
            .filter(it -> it.alive && !it.paused)
            .filter(it -> withGateways || it.role != Role.GATEWAY)
            .toList();
    return candidates.get(chance.nextInt(candidates.size()));
  }

  /**
   * Kills a process and starts its successor. A few processes are killed just as one has joined.
   */
  private long kill() {
    var victim = anyProcess(scenario.family() == SimulationScenario.Family.EVERYTHING);
    world.kill(victim);
    var later = millis(1_200, 3_000);
    time.after(later, () -> world.start(victim.role));
    return scenario.family() == SimulationScenario.Family.FEW_PROCESSES
        ? later
        : later + millis(0, 1_200) - RECOVERY;
  }

  private long pause(long nanos) {
    var victim = anyProcess(true);
    world.pause(victim, nanos, chance.nextInt(4) == 0);
    return nanos + 5 * SECOND;
  }

  private long split(long nanos) {
    var group = new HashSet<SimulatedProcess>();
    world.cluster.processes.values().stream()
        .filter(it -> it.alive && chance.nextBoolean())
        .forEach(group::add);
    world.split(group, nanos, millis(1_000, 6_000));
    return nanos + 4 * SECOND;
  }

  private long breakConnections() {
    world.bus.setLosing(true);
    time.after(millis(5, 60), () -> world.bus.setLosing(false));
    return SECOND;
  }
}
