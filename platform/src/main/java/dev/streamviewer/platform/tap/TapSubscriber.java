package dev.streamviewer.platform.tap;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;

/** A tap as a member sees it that sends records to it. */
final class TapSubscriber {
  private final String id;
  private final TapFilter filter;
  private final RecordRateLimit rate;
  private long heardAt;
  private int leftOut;

  /**
   * @param now see {@link System#nanoTime()}
   */
  TapSubscriber(String id, TapFilter filter, int recordsPerSecond, long now) {
    this.id = id;
    this.filter = filter;
    this.rate = new RecordRateLimit(recordsPerSecond, now);
    this.heardAt = now;
  }

  String id() {
    return id;
  }

  TapFilter filter() {
    return filter;
  }

  /** Somebody still holds it open. */
  void heard(long now) {
    heardAt = now;
  }

  /** Nanoseconds since it was last said to be open. */
  long silence(long now) {
    return now - heardAt;
  }

  /** Whether one more record may go to it; if not, that is counted. */
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

  /** Tells how many records did not go to it, if any. */
  void sendLeftOut(EventBus bus, int missed) {
    var count = leftOut + missed;
    leftOut = 0;
    if (count > 0) {
      var options = new DeliveryOptions().addHeader(TapOrder.LEFT_OUT, String.valueOf(count));
      bus.send(TapOrder.records(id), Buffer.buffer(), options);
    }
  }
}
