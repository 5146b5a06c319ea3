package dev.streamviewer.platform.tap;

import dev.streamviewer.platform.bus.RecordJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;

/**
 * Tells every member that a tap is open, which is said again and again, or that it is closed.
 *
 * @param id not to be guessed; records go to {@link #records(String)}
 * @param filter null when closed
 */
record TapOrder(String id, boolean open, TapFilter filter) {
  /** Addresses of the tap itself, which no tap shows. */
  static final String OWN_ADDRESSES = "tap.";

  static final String CONTROL = OWN_ADDRESSES + "control";

  /** The header of a message that tells only how many records were left out. */
  static final String LEFT_OUT = "left-out";

  /** The header of a message that tells only why a member does not serve this tap. */
  static final String REFUSED = "refused";

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
