package dev.streamviewer.platform.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.memory.RecordRing;
import dev.streamviewer.platform.telemetry.MessageSubject;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.time.Clock;
import java.util.List;

/**
 * The outcomes of the latest messages in this process, the oldest forgotten first. Written on the
 * hot path, so there is no index: a question, which is rare, reads all of them.
 */
public final class RecentOutcomes implements Shareable {
  static final int MAX_OUTCOMES = 50_000;
  static final int MAX_BYTES = 6 * 1024 * 1024;

  /** Ids come from strangers before their signature is verified. */
  private static final int MAX_ID = 100;

  private static final int MAX_REASON = 200;

  private static final String MAP = "outcomes";

  private final RecordRing outcomes = new RecordRing(MAX_OUTCOMES, MAX_BYTES);
  private final Clock clock;

  RecentOutcomes(Clock clock) {
    this.clock = clock;
  }

  /** Returns the outcomes of this Vert.x. */
  public static RecentOutcomes of(Vertx vertx) {
    return vertx
        .sharedData()
        .<String, RecentOutcomes>getLocalMap(MAP)
        .computeIfAbsent(MAP, first -> new RecentOutcomes(Clock.systemUTC()));
  }

  /** Adds the answer to a message. */
  public void add(String address, MessageSubject subject, HasOutcome answer) {
    add(address, subject, answer.outcome(), answer.refusal());
  }

  /**
   * Adds an outcome. Does nothing for a subject without a message id.
   *
   * @param reason the sentence of a refusal; null if there is none
   */
  public void add(String address, MessageSubject subject, String outcome, String reason) {
    if (subject.messageId() == null || subject.messageId().length() > MAX_ID) {
      return;
    }
    var added =
        new MessageOutcome(
            clock.instant(),
            address,
            subject.messageId(),
            subject.streamer(),
            outcome,
            reason == null || reason.length() <= MAX_REASON
                ? reason
                : reason.substring(0, MAX_REASON));
    var key = added.message().getBytes(UTF_8);
    var value = OutcomeBytes.encode(added);
    synchronized (this) {
      outcomes.add(key, value);
    }
  }

  /** Returns the outcomes of a message and its events, the oldest first. */
  public synchronized List<MessageOutcome> of(String messageId) {
    return outcomes.find(messageId.getBytes(UTF_8)).stream()
        .map(OutcomeBytes::decode)
        .filter(it -> it.concerns(messageId))
        .toList();
  }

  synchronized int size() {
    return outcomes.size();
  }
}
