package dev.streamviewer.webhook.websub;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.streamviewer.platform.record.OptionalField;
import dev.streamviewer.platform.retry.Backoff;
import java.time.Duration;
import java.time.Instant;

/**
 * A subscription to a topic at the hub.
 *
 * @param url the topic
 * @param since the time of the request, verification or denial
 * @param attempts the number of requests since the hub's last verification
 * @param renewal the time to request a new lease; null without a lease
 * @param ends the end of the lease; null without a lease
 * @param keyId the id of the credentials given to the hub; null for a request of a version without
 *     credentials
 * @param formerKeyId the credentials of an earlier subscription that has yet to end; null if there
 *     is none
 */
record WebSubSubscription(
    String url,
    SubscriptionPhase phase,
    Instant since,
    int attempts,
    @OptionalField Instant renewal,
    @OptionalField Instant ends,
    @OptionalField @JsonInclude(Include.NON_NULL) String keyId,
    @OptionalField @JsonInclude(Include.NON_NULL) String formerKeyId) {
  private static final Duration DENIAL = Duration.ofDays(1);

  private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(64));

  /** Returns the state of a topic without any request so far. */
  static WebSubSubscription unknown(String url) {
    return new WebSubSubscription(
        url, SubscriptionPhase.UNSUBSCRIBING, Instant.EPOCH, 0, null, null, null, null);
  }

  /** Returns the state after a request with these credentials; an existing lease continues. */
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

  /** Returns the state after a request to end. */
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

  /** Returns the state with a verified lease; renewal is due after half of the lease. */
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

  /** Returns the state after a request to end the earlier subscription. */
  WebSubSubscription withoutFormer() {
    return new WebSubSubscription(url, phase, since, attempts, renewal, ends, keyId, null);
  }

  /** Whether the hub has these credentials. */
  boolean isHeldBy(String keyId) {
    return keyId.equals(this.keyId);
  }

  /** Whether the hub's time to answer is over: a minute, doubled after each attempt. */
  boolean isDueAgain(Instant now) {
    return !now.isBefore(since.plus(BACKOFF.afterFailures(attempts)));
  }

  /** Whether a denied topic may be requested again. */
  boolean isDenialOver(Instant now) {
    return !now.isBefore(since.plus(DENIAL));
  }

  boolean isDueForRenewal(Instant now) {
    return renewal != null && !now.isBefore(renewal);
  }

  /** Whether the lease has expired. */
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
