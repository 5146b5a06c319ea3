package dev.streamviewer.platform.tap;

import dev.streamviewer.platform.tap.CapturedMessage.Step;
import java.time.Instant;

/**
 * A message with what is known of its conversation.
 *
 * @param latency milliseconds, or null
 * @param failure why there is no answer, or null
 */
record ObservedMessage(
    Instant time,
    Step step,
    String address,
    String kind,
    Double latency,
    String failure,
    MessageBody body) {

  /** What a client reads of it. */
  TapRecord record(String node, boolean withBody) {
    return new TapRecord(
        time,
        node,
        step == Step.SENT ? "out" : "in",
        address,
        kind,
        body.size(),
        latency,
        failure,
        body.streamer(),
        body.type(),
        withBody ? body.safe() : null);
  }
}
