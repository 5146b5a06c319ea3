package dev.streamviewer.platform.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.platform.telemetry.MessageSubject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RecentOutcomesTest {
  private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");

  private final RecentOutcomes outcomes = new RecentOutcomes(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void remembersTheAnswersOfAMessageInOrder() {
    outcomes.add("notifier.deliver", subject("m-1"), new DeliveryAcceptance(true));
    outcomes.add("notifier.deliver", subject("m-1#2"), new DeliveryAcceptance(false));
    outcomes.add("webhook.ingest", subject("m-10"), WebhookVerdict.accepted());
    outcomes.add("webhook.ingest", subject("m-1"), WebhookVerdict.accepted().because("duplicate"));

    assertThat(outcomes.of("m-1"))
        .extracting(MessageOutcome::address, MessageOutcome::message, MessageOutcome::outcome)
        .containsExactly(
            tuple("notifier.deliver", "m-1", "pushed"),
            tuple("notifier.deliver", "m-1#2", "dropped"),
            tuple("webhook.ingest", "m-1", "duplicate"));
    assertThat(outcomes.of("m-1")).allMatch(it -> it.time().equals(NOW));
    assertThat(outcomes.of("m")).isEmpty();
  }

  @Test
  void remembersOutcomesWithoutStreamerOrReason() {
    var added = new MessageSubject("m-ü", null);
    outcomes.add("gateway", added, "busy", null);

    assertThat(outcomes.of("m-ü"))
        .containsExactly(new MessageOutcome(NOW, "gateway", "m-ü", null, "busy", null));
  }

  @Test
  void remembersWhyAMessageWasRefused() {
    outcomes.add("webhook.ingest", subject("m-1"), WebhookVerdict.refused(403, "Forged."));
    outcomes.add("webhook.ingest", subject("m-1"), "timeout", "No answer.");

    assertThat(outcomes.of("m-1"))
        .extracting(MessageOutcome::outcome, MessageOutcome::reason)
        .containsExactly(tuple("refused", "Forged."), tuple("timeout", "No answer."));
  }

  @Test
  void forgetsTheOldestBeyondItsNumber() {
    for (var i = 0; i <= RecentOutcomes.MAX_OUTCOMES; i++) {
      outcomes.add("webhook.ingest", new MessageSubject("m" + i, null), "delivered", null);
    }

    assertThat(outcomes.of("m0")).isEmpty();
    assertThat(outcomes.of("m1")).hasSize(1);
    assertThat(outcomes.size()).isLessThanOrEqualTo(RecentOutcomes.MAX_OUTCOMES);
  }

  @Test
  void forgetsTheOldestBeyondItsBytes() {
    var reason = "x".repeat(10_000);
    for (var i = 0; i < RecentOutcomes.MAX_OUTCOMES; i++) {
      outcomes.add("webhook.ingest", subject("m" + i), "not_now", reason);
    }

    assertThat(outcomes.of("m0")).isEmpty();
    assertThat(outcomes.size()).isBetween(15_000, RecentOutcomes.MAX_BYTES / 260);
  }

  @Test
  void ignoresIdsThatTwitchWouldNotSend() {
    outcomes.add("webhook.ingest", subject("x".repeat(101)), "bad_signature", "Forged.");
    outcomes.add("webhook.ingest", new MessageSubject(null, "ada"), "challenge", null);

    assertThat(outcomes.size()).isZero();
  }

  private static MessageSubject subject(String id) {
    return new MessageSubject(id, "ada");
  }
}
