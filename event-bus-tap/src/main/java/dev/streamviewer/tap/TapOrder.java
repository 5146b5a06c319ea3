package dev.streamviewer.tap;

import dev.streamviewer.platform.record.OptionalField;
import dev.streamviewer.platform.record.RecordJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;

/**
 * Announces to every member that a tap is open, repeatedly, or that a tap is closed.
 *
 * @param id unguessable; records go to {@link #records(String)}
 * @param filter null when closed
 * @param by the client that opened the tap, for the log; null when closed
 */
record TapOrder(
    String id, boolean open, @OptionalField TapFilter filter, @OptionalField String by) {
  /** The prefix of the tap's addresses, which no tap shows. */
  static final String OWN_ADDRESSES = "tap.";

  static final String CONTROL = OWN_ADDRESSES + "control";

  /** The header of a message without a record: the number of records left out. */
  static final String LEFT_OUT = "left-out";

  /** The header of a message without a record: why a member does not serve this tap. */
  static final String REFUSED = "refused";

  /** The header of a record: its time, in microseconds since the epoch. */
  static final String TIME = "time";

  /** The header of a message without a record: the name of a member that serves this tap. */
  static final String MEMBER = "member";

  /** The header of a message without a record: the name of a member that stops. */
  static final String LEAVING = "leaving";

  static String records(String id) {
    return OWN_ADDRESSES + id;
  }

  void publish(EventBus bus) {
    bus.publish(CONTROL, Buffer.buffer(RecordJson.encode(this)));
  }

  static TapOrder read(Buffer wire) {
    return RecordJson.decode(wire.getBytes(), TapOrder.class);
  }
}
