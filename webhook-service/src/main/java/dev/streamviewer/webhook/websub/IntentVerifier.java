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
 * Answers the hub that asks whether a subscription is meant.
 *
 * @see <a href="https://www.w3.org/TR/websub/#hub-verifies-intent">WebSub 5.3</a>
 */
final class IntentVerifier {
  private static final Logger log = LoggerFactory.getLogger(IntentVerifier.class);
  private static final WebhookVerdict NOT_ASKED =
      WebhookVerdict.refused(
          404,
          "No such subscription was asked for: expected a topic of this service at the callback"
              + " that the hub was given for it, with the whole query.");

  /** A hub that did not get the answer may ask again. */
  private static final Duration ASKED_AGAIN = Duration.ofMinutes(1);

  private static final long LEAST_SECONDS = WebSubHub.SHORTEST_LEASE.toSeconds();
  private static final long MOST_SECONDS = WebSubHub.LEASE.toSeconds();

  /** A token may stand in any text of a hub, which knows our callbacks. */
  private static final Pattern TOKEN = Pattern.compile("(?i)(websub(=|%3d))[^&\\s]+");

  private final WebSubSubscriptions topics;
  private final HubCredentials credentials;
  private final Clock clock;

  IntentVerifier(WebSubSubscriptions topics, HubCredentials credentials, Clock clock) {
    this.topics = topics;
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * The challenge if we are waiting for just that, else 404. A denial is noted. Without the token
   * of the topic's callback nothing changes.
   */
  Future<WebhookVerdict> verify(VerifyIntent question) {
    if (question.topic() == null) {
      return Future.succeededFuture(NOT_ASKED);
    }
    return credentials
        .find(question.topic(), question.token())
        .map(it -> verify(question, it.keyId()))
        .orElseGet(() -> Future.succeededFuture(NOT_ASKED));
  }

  private Future<WebhookVerdict> verify(VerifyIntent question, String keyId) {
    return topics
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
                default -> Future.succeededFuture(NOT_ASKED);
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
                  .formatted(LEAST_SECONDS)));
    }
    var now = clock.instant();
    var waiting = found.filter(it -> it.phase() == SubscriptionPhase.SUBSCRIBING);
    if (waiting.isPresent()) {
      return topics
          .change(waiting.get(), waiting.get().active(now, lease.get()))
          .map(done -> done ? WebhookVerdict.challenge(question.challenge()) : NOT_ASKED);
    }
    var again =
        found.filter(
            it ->
                it.phase() == SubscriptionPhase.ACTIVE
                    && it.since().plus(ASKED_AGAIN).isAfter(now));
    return Future.succeededFuture(
        again.map(it -> WebhookVerdict.challenge(question.challenge())).orElse(NOT_ASKED));
  }

  private Future<WebhookVerdict> unsubscribe(
      Optional<WebSubSubscription> found, VerifyIntent question) {
    var waiting = found.filter(it -> it.phase() == SubscriptionPhase.UNSUBSCRIBING);
    if (waiting.isEmpty() || question.challenge() == null) {
      return Future.succeededFuture(NOT_ASKED);
    }
    return topics
        .remove(waiting.get())
        .map(done -> done ? WebhookVerdict.challenge(question.challenge()) : NOT_ASKED);
  }

  /** The topic has other credentials by now, so its former callback may go. */
  private static Future<WebhookVerdict> unsubscribeFormer(VerifyIntent question) {
    return Future.succeededFuture(
        question.challenge() == null ? NOT_ASKED : WebhookVerdict.challenge(question.challenge()));
  }

  private Future<WebhookVerdict> deny(Optional<WebSubSubscription> found, VerifyIntent question) {
    var given = found.filter(it -> it.phase() != SubscriptionPhase.DENIED);
    given.ifPresent(it -> log.warn("The hub denies {}: {}", it.url(), shown(question.reason())));
    return given
        .map(it -> topics.change(it, it.denied(clock.instant())))
        .orElseGet(() -> Future.succeededFuture(true))
        .map(noted -> noted ? new WebhookVerdict(200, "") : WebhookVerdict.later("Ask again."));
  }

  /**
   * The lease that the hub gives, at most as long as the one that was asked for, so that the
   * renewal comes in time for either; empty if it is too short, or no number.
   */
  private static Optional<Duration> lease(VerifyIntent question) {
    var text = question.leaseSeconds();
    return text == null || !text.matches("\\d{1,10}")
        ? Optional.empty()
        : Optional.of(Long.parseLong(text))
            .filter(seconds -> seconds >= LEAST_SECONDS)
            .map(seconds -> Duration.ofSeconds(Math.min(seconds, MOST_SECONDS)));
  }

  /** The hub's text without anything that does not belong in a log. */
  private static String shown(String reason) {
    var plain = reason == null ? "no reason given" : reason.replaceAll("[^\\x20-\\x7e]", "?");
    var safe = TOKEN.matcher(plain).replaceAll("$1••••");
    return safe.length() > 200 ? safe.substring(0, 200) : safe;
  }
}
