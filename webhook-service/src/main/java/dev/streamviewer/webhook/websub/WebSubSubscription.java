package dev.streamviewer.webhook.websub;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Duration;
import java.time.Instant;

/**
 * What is known of a topic.
 *
 * @param url the topic
 * @param since when it was asked for, verified or denied
 * @param attempts how often it was asked for since the hub last answered by a verification
 * @param renewal when to ask for another lease; null without a lease
 * @param ends when the lease ends; null without one
 * @param keyId which credentials the hub was given; null if a version without them asked
 * @param formerKeyId the credentials of an earlier subscription that has yet to end; null if there
 *     is none
 */
record WebSubSubscription(
    String url,
    SubscriptionPhase phase,
    Instant since,
    int attempts,
    Instant renewal,
    Instant ends,
    // An entry of a version without them must stay the same text, or it could never be replaced.
    @JsonInclude(Include.NON_NULL) String keyId,
    @JsonInclude(Include.NON_NULL) String formerKeyId) {
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;

  /** A topic that was never asked for. */
  static WebSubSubscription unknown(String url) {
    return new WebSubSubscription(
        url, SubscriptionPhase.UNSUBSCRIBING, Instant.EPOCH, 0, null, null, null, null);
  }

  /** It is being asked for with these credentials; a lease that it has goes on meanwhile. */
  WebSubSubscription subscribing(Instant now, String keyId) {
    var former = isHeldBy(keyId) || !isServed(now) ? formerKeyId : this.keyId;
    return new WebSubSubscription(
        url,
        SubscriptionPhase.SUBSCRIBING,
        now,
        attemptsAs(SubscriptionPhase.SUBSCRIBING),
        renewal,
        ends,
        keyId,
        keyId.equals(former) ? null : former);
  }

  /** It is being asked to end. */
  WebSubSubscription unsubscribing(Instant now) {
    return new WebSubSubscription(
        url,
        SubscriptionPhase.UNSUBSCRIBING,
        now,
        attemptsAs(SubscriptionPhase.UNSUBSCRIBING),
        renewal,
        ends,
        keyId,
        formerKeyId);
  }

  /** The hub sends for as long; another lease is asked for when half of it is over. */
  WebSubSubscription active(Instant now, Duration lease) {
    return new WebSubSubscription(
        url,
        SubscriptionPhase.ACTIVE,
        now,
        0,
        now.plus(lease.dividedBy(2)),
        now.plus(lease),
        keyId,
        formerKeyId);
  }

  WebSubSubscription denied(Instant now) {
    return new WebSubSubscription(
        url, SubscriptionPhase.DENIED, now, 0, null, null, keyId, formerKeyId);
  }

  /** The earlier subscription is being asked to end. */
  WebSubSubscription withoutFormer() {
    return new WebSubSubscription(url, phase, since, attempts, renewal, ends, keyId, null);
  }

  /** Whether the hub was given these credentials. */
  boolean isHeldBy(String keyId) {
    return keyId.equals(this.keyId);
  }

  /** Whether the hub has had its time to answer: a minute, twice as long after each attempt. */
  boolean isDueAgain(Instant now) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), MOST_DOUBLINGS));
    return !now.isBefore(since.plus(pause));
  }

  boolean isDueForRenewal(Instant now) {
    return renewal != null && !now.isBefore(renewal);
  }

  /** Whether the hub has ceased to send by itself. */
  boolean isOver(Instant now) {
    return ends != null && !now.isBefore(ends);
  }

  private boolean isServed(Instant now) {
    return ends != null && now.isBefore(ends);
  }

  private int attemptsAs(SubscriptionPhase next) {
    return phase == next ? attempts + 1 : 1;
  }
}
