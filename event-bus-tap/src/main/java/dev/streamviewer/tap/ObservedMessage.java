package dev.streamviewer.tap;

import dev.streamviewer.tap.CapturedMessage.Step;
import java.time.Instant;

/**
 * A message with the state of its request.
 *
 * @param latency milliseconds, or null
 * @param failure why there is no reply, or null
 */
record ObservedMessage(
    Instant time,
    Step step,
    String address,
    String kind,
    Double latency,
    String failure,
    MessageBody body) {

  /** The record for a client. */
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
