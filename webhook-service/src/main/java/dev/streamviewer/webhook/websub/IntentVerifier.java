package dev.streamviewer.webhook.websub;

import dev.streamviewer.platform.contract.webhook.VerifyIntent;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the hub's verification requests.
 *
 * @see <a href="https://www.w3.org/TR/websub/#hub-verifies-intent">WebSub 5.3</a>
 */
final class IntentVerifier {
  private static final Logger log = LoggerFactory.getLogger(IntentVerifier.class);
  private static final WebhookVerdict UNKNOWN_SUBSCRIPTION =
      WebhookVerdict.refused(
          404,
          "No such subscription was requested: expected a topic of this service at the callback"
              + " that the hub received for it, with the whole query.");

  /** A hub that missed the answer may repeat the request. */
  private static final Duration REPEAT_WINDOW = Duration.ofMinutes(1);

  private static final long MIN_SECONDS = WebSubHub.MIN_LEASE.toSeconds();
  private static final long MAX_SECONDS = WebSubHub.LEASE.toSeconds();

  /** The hub knows our callbacks, so any text of the hub may contain a token. */
  private static final Pattern TOKEN = Pattern.compile("(?i)(websub(=|%3d))[^&\\s]+");

  private final WebSubSubscriptions subscriptions;
  private final HubCredentials credentials;
  private final Clock clock;

  IntentVerifier(WebSubSubscriptions subscriptions, HubCredentials credentials, Clock clock) {
    this.subscriptions = subscriptions;
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * Returns the challenge of an expected verification, else 404, and records denials. Changes
   * nothing without the token of the topic's callback.
   */
  Future<WebhookVerdict> verify(VerifyIntent question) {
    if (question.topic() == null) {
      return Future.succeededFuture(UNKNOWN_SUBSCRIPTION);
    }
    return credentials
        .find(question.topic(), question.token())
        .map(it -> verify(question, it.keyId()))
        .orElseGet(() -> Future.succeededFuture(UNKNOWN_SUBSCRIPTION));
  }

  private Future<WebhookVerdict> verify(VerifyIntent question, String keyId) {
    return subscriptions
        .find(question.topic())
        .compose(
            found -> {
              var current = found.filter(it -> it.isHeldBy(keyId));
              return switch (question.mode()) {
                case "subscribe" -> subscribe(current, question);
                case "unsubscribe" ->
                    found.isPresent() && current.isEmpty()
                        ? unsubscribeFormer(question)
                        : unsubscribe(current, question);
                case "denied" -> deny(current, question);
                default -> Future.succeededFuture(UNKNOWN_SUBSCRIPTION);
              };
            });
  }

  private Future<WebhookVerdict> subscribe(
      Optional<WebSubSubscription> found, VerifyIntent question) {
    var lease = lease(question);
    if (lease.isEmpty() || question.challenge() == null) {
      return Future.succeededFuture(
          WebhookVerdict.refused(
              400,
              "Expected hub.challenge, and hub.lease_seconds as a whole number of at least %d."
                  .formatted(MIN_SECONDS)));
    }
    var now = clock.instant();
    var pending = found.filter(it -> it.phase() == SubscriptionPhase.SUBSCRIBING);
    if (pending.isPresent()) {
      return subscriptions
          .change(pending.get(), pending.get().active(now, lease.get()))
          .map(
              done -> done ? WebhookVerdict.challenge(question.challenge()) : UNKNOWN_SUBSCRIPTION);
    }
    var repeated =
        found.filter(
            it ->
                it.phase() == SubscriptionPhase.ACTIVE
                    && it.since().plus(REPEAT_WINDOW).isAfter(now));
    return Future.succeededFuture(
        repeated
            .map(it -> WebhookVerdict.challenge(question.challenge()))
            .orElse(UNKNOWN_SUBSCRIPTION));
  }

  private Future<WebhookVerdict> unsubscribe(
      Optional<WebSubSubscription> found, VerifyIntent question) {
    var pending = found.filter(it -> it.phase() == SubscriptionPhase.UNSUBSCRIBING);
    if (pending.isEmpty() || question.challenge() == null) {
      return Future.succeededFuture(UNKNOWN_SUBSCRIPTION);
    }
    return subscriptions
        .remove(pending.get())
        .map(done -> done ? WebhookVerdict.challenge(question.challenge()) : UNKNOWN_SUBSCRIPTION);
  }

  /** Confirms the end at a former callback, because the topic has new credentials. */
  private static Future<WebhookVerdict> unsubscribeFormer(VerifyIntent question) {
    return Future.succeededFuture(
        question.challenge() == null
            ? UNKNOWN_SUBSCRIPTION
            : WebhookVerdict.challenge(question.challenge()));
  }

  private Future<WebhookVerdict> deny(Optional<WebSubSubscription> found, VerifyIntent question) {
    var notYetDenied = found.filter(it -> it.phase() != SubscriptionPhase.DENIED);
    notYetDenied.ifPresent(
        it -> log.warn("The hub denied {}: {}", it.url(), sanitized(question.reason())));
    return notYetDenied
        .map(it -> subscriptions.change(it, it.denied(clock.instant())))
        .orElseGet(() -> Future.succeededFuture(true))
        .map(
            noted ->
                noted
                    ? new WebhookVerdict(200, "")
                    : WebhookVerdict.later(
                        "The denial could not be recorded. Please send it again."));
  }

  /**
   * Returns the hub's lease, capped at the requested lease, so that the renewal is in time for
   * both; empty if the lease is too short or not a number.
   */
  private static Optional<Duration> lease(VerifyIntent question) {
    var text = question.leaseSeconds();
    return text == null || !text.matches("\\d{1,10}")
        ? Optional.empty()
        : Optional.of(Long.parseLong(text))
            .filter(seconds -> seconds >= MIN_SECONDS)
            .map(seconds -> Duration.ofSeconds(Math.min(seconds, MAX_SECONDS)));
  }

  /** Removes from the hub's text everything that does not belong in a log. */
  private static String sanitized(String reason) {
    var plain = reason == null ? "no reason given" : reason.replaceAll("[^\\x20-\\x7e]", "?");
    var safe = TOKEN.matcher(plain).replaceAll("$1••••");
    return safe.length() > 200 ? safe.substring(0, 200) : safe;
  }
}
