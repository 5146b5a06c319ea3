package dev.streamviewer.platform.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How long questions on the bus wait for their answers, by address and outcome. Kept by the Vert.x
 * that it belongs to, since whoever asks has nothing but the bus at hand.
 */
public final class BusLatency implements Shareable {
  private static final String HOME = "telemetry";
  private static final String NAME = "bus";

  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
  private final MeterRegistry meters;

  private record Key(String address, String outcome) {}

  private BusLatency(MeterRegistry meters) {
    this.meters = meters;
  }

  /** From now on what is asked within a Vert.x is measured. */
  public static void measure(Vertx vertx, MeterRegistry meters) {
    vertx.sharedData().<String, BusLatency>getLocalMap(HOME).put(NAME, new BusLatency(meters));
  }

  /**
   * A question was answered, or was not. Nothing is measured outside of a Vert.x's threads, or
   * where nobody wants it.
   *
   * @param outcome {@code answered}, or why not
   */
  public static void record(String address, String outcome, long nanoseconds) {
    var context = Vertx.currentContext();
    if (context != null) {
      var home = context.owner().sharedData().<String, BusLatency>getLocalMap(HOME);
      var latency = home.get(NAME);
      if (latency != null) {
        latency.timer(new Key(address, outcome)).record(nanoseconds, TimeUnit.NANOSECONDS);
      }
    }
  }

  private Timer timer(Key key) {
    return timers.computeIfAbsent(
        key,
        made ->
            Timer.builder("bus_request")
                .description("From asking on the bus until the answer, repetition included")
                .tags("address", made.address(), "outcome", made.outcome())
                .serviceLevelObjectives(HistogramBuckets.latency())
                .register(meters));
  }
}
