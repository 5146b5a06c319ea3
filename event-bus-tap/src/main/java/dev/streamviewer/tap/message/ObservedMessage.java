package dev.streamviewer.tap.message;

import dev.streamviewer.tap.message.CapturedMessage.Step;
import java.time.Instant;

/**
 * A message with the state of its request.
 *
 * @param latency milliseconds, or null
 * @param outcome what became of the message; null for a request, and where it is unknown
 * @param failure why there is no reply, or why the message was refused; or null
 */
public record ObservedMessage(
    Instant time,
    Step step,
    String address,
    String kind,
    Double latency,
    String outcome,
    String failure,
    TapSubject subject,
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
        outcome,
        failure,
        subject.message(),
        subject.streamer(),
        subject.type(),
        withBody ? body.safe() : null);
  }
}
