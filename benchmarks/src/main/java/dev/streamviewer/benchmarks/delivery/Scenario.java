package dev.streamviewer.benchmarks.delivery;

import java.util.Random;
import java.util.SplittableRandom;

/**
 * The course of a simulation, drawn from a seed.
 *
 * @param events the events per second
 * @param streamers the number of streamers
 */
record Scenario(long seed, Family family, int webhooks, int notifiers, int events, int streamers) {
  /** The faults that may happen, and with them the promises that hold. */
  enum Family {
    CALM,
    KILLS,
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
      return this == CALM || this == KILLS || this == POISON;
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
          || this == PUSHER_AND_KILLS
          || this == FEW_PROCESSES
          || this == EVERYTHING;
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

  static Scenario of(long seed) {
    var families = Family.values();
    var family = families[(int) Math.floorMod(seed, (long) families.length)];
    var chance = chance(seed + 1_000_000_007L);
    var few = family == Family.FEW_PROCESSES;
    return new Scenario(
        seed,
        family,
        few ? 1 : 2 + chance.nextInt(2),
        few ? 1 : 2 + chance.nextInt(2),
        switch (family) {
          case SPLIT -> 30 + chance.nextInt(20);
          case PUSHER_REFUSES -> 12 + chance.nextInt(12);
          case LONG -> 1;
          default -> 4 + chance.nextInt(6);
        },
        family == Family.SPLIT ? 1 + chance.nextInt(2) : 2 + chance.nextInt(3));
  }
}
