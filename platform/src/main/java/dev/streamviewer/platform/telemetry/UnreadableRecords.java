package dev.streamviewer.platform.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.Collection;

/**
 * The count of messages and stored records that could not be read. Stored in the shared data of the
 * Vert.x, since codecs have nothing else.
 */
public final class UnreadableRecords implements Shareable {
  private static final String MAP = "telemetry";
  private static final String KEY = "unreadable";

  private final MeterRegistry meters;

  private UnreadableRecords(MeterRegistry meters) {
    this.meters = meters;
  }

  /**
   * Starts the count of a Vert.x.
   *
   * @param record a record whose counters appear at once, so that the metric is there before its
   *     first fault
   * @param faults the labels of all faults
   */
  public static void measure(
      Vertx vertx, MeterRegistry meters, String record, Collection<String> faults) {
    faults.forEach(fault -> counter(meters, record, fault));
    vertx
        .sharedData()
        .<String, UnreadableRecords>getLocalMap(MAP)
        .put(KEY, new UnreadableRecords(meters));
  }

  /** Counts a record. Does nothing outside of Vert.x threads, or without {@link #measure}. */
  public static void count(String record, String fault) {
    var context = Vertx.currentContext();
    if (context != null) {
      var map = context.owner().sharedData().<String, UnreadableRecords>getLocalMap(MAP);
      var counted = map.get(KEY);
      if (counted != null) {
        counter(counted.meters, record, fault).increment();
      }
    }
  }

  private static Counter counter(MeterRegistry meters, String record, String fault) {
    return Counter.builder("sev_unreadable_records")
        .description("Messages and stored records of another version, or damaged")
        .tags("record", record, "fault", fault)
        .register(meters);
  }
}
