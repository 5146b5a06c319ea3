package dev.streamviewer.tap;

import dev.streamviewer.platform.outcome.MessageOutcome;
import dev.streamviewer.platform.record.RecordJson;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * Asks every process what became of a message.
 *
 * @param id unguessable; answers go to {@link TapOrder#records(String)}
 * @param message Twitch's message id
 */
record OutcomeQuery(String id, String message) {
  static final String ADDRESS = TapOrder.OWN_ADDRESSES + "outcomes";

  /** The answer of one process. */
  record Answer(String node, List<MessageOutcome> outcomes) {
    Buffer encode() {
      return Buffer.buffer(RecordJson.encode(this));
    }

    static Answer read(Buffer wire) {
      return RecordJson.decode(wire.getBytes(), Answer.class);
    }
  }

  Buffer encode() {
    return Buffer.buffer(RecordJson.encode(this));
  }

  static OutcomeQuery read(Buffer wire) {
    return RecordJson.decode(wire.getBytes(), OutcomeQuery.class);
  }
}
