package dev.streamviewer.platform.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The latency of requests on the bus, by address and outcome. Stored in the shared data of the
 * Vert.x, since callers have only the bus.
 */
public final class BusLatency implements Shareable {
  private static final String MAP = "telemetry";
  private static final String KEY = "bus";

  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
  private final MeterRegistry meters;

  private record Key(String address, String outcome) {}

  /** The latency of one address, for one context: finds its timers without a search. */
  public static final class OfAddress {
    private final Map<String, Timer> timers = new HashMap<>();
    private final BusLatency latency;
    private final String address;

    private OfAddress(BusLatency latency, String address) {
      this.latency = latency;
      this.address = address;
    }

    /** Records the end of a request, like {@link BusLatency#record}. */
    public void record(String outcome, long nanoseconds) {
      if (latency != null) {
        timers
            .computeIfAbsent(outcome, first -> latency.timer(new Key(address, first)))
            .record(nanoseconds, TimeUnit.NANOSECONDS);
      }
    }
  }

  private BusLatency(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Starts the measurement of a Vert.x. */
  public static void measure(Vertx vertx, MeterRegistry meters) {
    vertx.sharedData().<String, BusLatency>getLocalMap(MAP).put(KEY, new BusLatency(meters));
  }

  /**
   * Records the end of a request. Does nothing outside of Vert.x threads, or without {@link
   * #measure}.
   *
   * @param outcome {@code answered}, or the reason of the failure
   */
  public static void record(String address, String outcome, long nanoseconds) {
    var context = Vertx.currentContext();
    if (context != null) {
      var latency = of(context.owner());
      if (latency != null) {
        latency.timer(new Key(address, outcome)).record(nanoseconds, TimeUnit.NANOSECONDS);
      }
    }
  }

  /** Records nothing without a previous {@link #measure}. */
  public static OfAddress of(Vertx vertx, String address) {
    return new OfAddress(of(vertx), address);
  }

  private static BusLatency of(Vertx vertx) {
    return vertx.sharedData().<String, BusLatency>getLocalMap(MAP).get(KEY);
  }

  private Timer timer(Key key) {
    return timers.computeIfAbsent(
        key,
        made ->
            Timer.builder("sev_bus_request")
                .description("From asking on the bus until the answer, repetition included")
                .tags("address", made.address(), "outcome", made.outcome())
                .serviceLevelObjectives(HistogramBuckets.latency())
                .register(meters));
  }
}
