package dev.streamviewer.tap;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;

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

  void send(EventBus bus, String line) {
    bus.send(TapOrder.records(id), Buffer.buffer(line));
  }

  /** Reports how many records were left out, if any. */
  void sendLeftOut(EventBus bus, int dropped) {
    var count = leftOut + dropped;
    leftOut = 0;
    if (count > 0) {
      var options = new DeliveryOptions().addHeader(TapOrder.LEFT_OUT, String.valueOf(count));
      bus.send(TapOrder.records(id), Buffer.buffer(), options);
    }
  }
}
