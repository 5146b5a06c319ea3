package dev.streamviewer.benchmarks.delivery.cluster;

import java.util.PriorityQueue;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * The true time of a simulation in nanoseconds, and chance. Work of the same time runs in order.
 */
public final class SimulatedTime {
  public static final long MILLI = 1_000_000;
  public static final long SECOND = 1_000 * MILLI;

  private final PriorityQueue<Task> due = new PriorityQueue<>();
  private final Random chance;
  private long now;
  private long order;

  private record Task(long at, long order, Runnable work) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  public SimulatedTime(long seed) {
    chance = new Random(new SplittableRandom(seed).nextLong());
  }

  public long now() {
    return now;
  }

  public void after(long nanos, Runnable work) {
    due.add(new Task(now + nanos, order++, work));
  }

  public void runUntil(long end) {
    while (!due.isEmpty() && due.peek().at() <= end) {
      var next = due.remove();
      now = next.at();
      next.work().run();
    }
    now = end;
  }

  /** Returns a random duration in nanoseconds, from a range in milliseconds. */
  public long between(double fromMillis, double toMillis) {
    return (long) ((fromMillis + chance.nextDouble() * (toMillis - fromMillis)) * MILLI);
  }

  public boolean happens(double probability) {
    return chance.nextDouble() < probability;
  }

  public int choose(int bound) {
    return chance.nextInt(bound);
  }
}
