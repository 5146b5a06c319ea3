package dev.streamviewer.tap;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A tap from the view of a member that sends records to it. */
final class TapSubscriber {
  private final String id;
  private final TapFilter filter;
  private final RecordRateLimit rate;
  private int silentChecks;
  private int leftOut;

  /**
   * @param now see {@link System#nanoTime()}
   */
  TapSubscriber(String id, TapFilter filter, int recordsPerSecond, long now) {
    this.id = id;
    this.filter = filter;
    this.rate = new RecordRateLimit(recordsPerSecond, now);
  }

  String id() {
    return id;
  }

  TapFilter filter() {
    return filter;
  }

  /** Notes an announcement: the tap is still open. */
  void heard() {
    silentChecks = 0;
  }

  /** Counts one check; returns the number of checks since the last announcement. */
  int checkSilence() {
    return ++silentChecks;
  }

  /** Whether one more record may be sent; counts the record if not. */
  boolean pass(long now) {
    var may = rate.pass(now);
    if (!may) {
      leftOut++;
    }
    return may;
  }

  void send(EventBus bus, Instant time, String line) {
    var micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
    send(bus, TapOrder.TIME, String.valueOf(micros), Buffer.buffer(line));
  }

  /** Tells the tap about a member: that it serves the tap, or stops. */
  void sendMember(EventBus bus, String header, String node) {
    send(bus, header, node, Buffer.buffer());
  }

  /** Reports how many records were left out, if any. */
  void sendLeftOut(EventBus bus, int dropped) {
    var count = leftOut + dropped;
    leftOut = 0;
    if (count > 0) {
      send(bus, TapOrder.LEFT_OUT, String.valueOf(count), Buffer.buffer());
    }
  }

  private void send(EventBus bus, String header, String value, Buffer body) {
    bus.send(TapOrder.records(id), body, new DeliveryOptions().addHeader(header, value));
  }
}
