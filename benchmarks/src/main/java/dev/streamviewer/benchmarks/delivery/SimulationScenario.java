package dev.streamviewer.benchmarks.delivery;

import java.util.Random;
import java.util.SplittableRandom;

/**
 * The course of a simulation, drawn from a seed.
 *
 * @param events the events per second
 * @param streamers the number of streamers
 */
record SimulationScenario(
    long seed, Family family, int webhooks, int notifiers, int events, int streamers) {
  /** The faults that may happen, and with them the promises that hold. */
  enum Family {
    CALM,
    KILLS,
    REFUSED,
    PUSHER_REFUSES,
    PUSHER_SLOW,
    PAUSES,
    SPLIT,
    PUSHER_AND_KILLS,
    POISON,
    WRONG_CLOCK,
    LONG,
    FLOOD,
    FEW_PROCESSES,
    PAGES,
    EVERYTHING;

    /** Whether every message gets 2xx at its first attempt. */
    boolean answersAtOnce() {
      return this == CALM || this == KILLS || this == REFUSED || this == POISON;
    }

    /** Whether every answer comes in time for Twitch. */
    boolean answersInTime() {
      return this == CALM || this == PUSHER_REFUSES || this == PUSHER_SLOW;
    }

    /** Whether Pusher gets every event once. */
    boolean publishesOnce() {
      return this == CALM || this == PUSHER_REFUSES || this == WRONG_CLOCK;
    }

    boolean kills() {
      return this == KILLS
          || this == REFUSED
          || this == PUSHER_AND_KILLS
          || this == FEW_PROCESSES
          || this == EVERYTHING;
    }

    /** Whether pages connect, disconnect and reload several times a second. */
    boolean changesPages() {
      return this == CALM || this == PAGES;
    }

    /** Whether a page that is live lacks no event of the time before. */
    boolean catchesUpAtOnce() {
      return this == CALM;
    }

    boolean breaksConnections() {
      return this == KILLS || this == EVERYTHING;
    }

    boolean pauses() {
      return this == PAUSES || this == EVERYTHING;
    }

    boolean splits() {
      return this == SPLIT || this == EVERYTHING;
    }

    boolean refuses() {
      return this == PUSHER_REFUSES
          || this == PUSHER_AND_KILLS
          || this == FEW_PROCESSES
          || this == EVERYTHING;
    }

    boolean slowsPusher() {
      return this == PUSHER_SLOW || this == PUSHER_AND_KILLS || this == PAGES || this == EVERYTHING;
    }

    boolean slowsBus() {
      return this == EVERYTHING || this == PAGES;
    }
  }

  static Random chance(long seed) {
    return new Random(new SplittableRandom(seed).nextLong());
  }

  /** Returns the number of processes of a service; with three, one that dies leaves two known. */
  private static int processes(Family family, Random chance) {
    return switch (family) {
      case FEW_PROCESSES -> 1;
      case REFUSED -> 3;
      default -> 2 + chance.nextInt(2);
    };
  }

  static SimulationScenario of(long seed) {
    var families = Family.values();
    var family = families[(int) Math.floorMod(seed, (long) families.length)];
    var chance = chance(seed + 1_000_000_007L);
    return new SimulationScenario(
        seed,
        family,
        processes(family, chance),
        processes(family, chance),
        switch (family) {
          case SPLIT -> 40 + chance.nextInt(20);
          case PUSHER_REFUSES -> 12 + chance.nextInt(12);
          case LONG -> 1;
          default -> 4 + chance.nextInt(6);
        },
        family == Family.SPLIT ? 1 : 2 + chance.nextInt(3));
  }
}
