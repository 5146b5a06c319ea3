package dev.streamviewer.webhook.websub;

import dev.streamviewer.platform.contract.VerifyIntent;
import dev.streamviewer.platform.contract.WebhookVerdict;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the hub that asks whether a subscription is meant.
 *
 * @see <a href="https://www.w3.org/TR/websub/#hub-verifies-intent">WebSub 5.3</a>
 */
final class IntentVerifier {
  private static final Logger log = LoggerFactory.getLogger(IntentVerifier.class);
  static final WebhookVerdict NOT_ASKED =
      WebhookVerdict.refused(404, "No subscription to this topic was asked for.");

  /** A hub that did not get the answer may ask again. */
  private static final Duration ASKED_AGAIN = Duration.ofMinutes(1);

  private static final long MOST_SECONDS = Hub.LEASE.toSeconds();

  private final Topics topics;
  private final Clock clock;

  IntentVerifier(Topics topics, Clock clock) {
    this.topics = topics;
    this.clock = clock;
  }

  /** The challenge if we are waiting for just that, else 404; a denial is always noted. */
  Future<WebhookVerdict> verify(VerifyIntent question) {
    if (question.topic() == null) {
      return Future.succeededFuture(NOT_ASKED);
    }
    return topics
        .find(question.topic())
        .compose(
            found ->
                switch (question.mode()) {
                  case "subscribe" -> subscribe(found, question);
                  case "unsubscribe" -> unsubscribe(found, question);
                  case "denied" -> deny(found, question);
                  default -> Future.succeededFuture(NOT_ASKED);
                });
  }

  private Future<WebhookVerdict> subscribe(Optional<Topic> found, VerifyIntent question) {
    var lease = lease(question);
    if (lease.isEmpty() || question.challenge() == null) {
      return Future.succeededFuture(
          WebhookVerdict.refused(
              400, "Expected hub.challenge, and hub.lease_seconds as a whole number above 0."));
    }
    var now = clock.instant();
    var waiting = found.filter(it -> it.phase() == Phase.SUBSCRIBING);
    if (waiting.isPresent()) {
      return topics
          .change(waiting.get(), waiting.get().active(now, lease.get()))
          .map(done -> done ? WebhookVerdict.challenge(question.challenge()) : NOT_ASKED);
    }
    var again =
        found.filter(it -> it.phase() == Phase.ACTIVE && it.since().plus(ASKED_AGAIN).isAfter(now));
    return Future.succeededFuture(
        again.map(it -> WebhookVerdict.challenge(question.challenge())).orElse(NOT_ASKED));
  }

  private Future<WebhookVerdict> unsubscribe(Optional<Topic> found, VerifyIntent question) {
    var waiting = found.filter(it -> it.phase() == Phase.UNSUBSCRIBING);
    if (waiting.isEmpty() || question.challenge() == null) {
      return Future.succeededFuture(NOT_ASKED);
    }
    return topics
        .remove(waiting.get())
        .map(done -> done ? WebhookVerdict.challenge(question.challenge()) : NOT_ASKED);
  }

  private Future<WebhookVerdict> deny(Optional<Topic> found, VerifyIntent question) {
    var given = found.filter(it -> it.phase() != Phase.DENIED);
    given.ifPresent(it -> log.warn("The hub denies {}: {}", it.url(), shown(question.reason())));
    return given
        .map(it -> topics.change(it, it.denied(clock.instant())))
        .orElseGet(() -> Future.succeededFuture(true))
        .map(noted -> noted ? new WebhookVerdict(200, "") : WebhookVerdict.later("Ask again."));
  }

  /** The hub's word counts, but a renewal comes in time for the lease that was asked for, too. */
  private static Optional<Duration> lease(VerifyIntent question) {
    var text = question.leaseSeconds();
    return text == null || !text.matches("0*[1-9]\\d{0,9}")
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(text), MOST_SECONDS)));
  }

  /** A stranger may have written it. */
  private static String shown(String reason) {
    var plain = reason == null ? "no reason given" : reason.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() > 200 ? plain.substring(0, 200) : plain;
  }
}
