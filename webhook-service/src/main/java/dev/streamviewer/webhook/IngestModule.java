package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.SignatureVerifier;
import dev.streamviewer.webhook.headline.EventTranslator;
import dev.streamviewer.webhook.ingest.ChallengeResponder;
import dev.streamviewer.webhook.ingest.EventSubReceiver;
import dev.streamviewer.webhook.ingest.OutcomeCounters;
import dev.streamviewer.webhook.ingest.WebhookReceiver;
import dev.streamviewer.webhook.moderation.ModeratorRoles;
import dev.streamviewer.webhook.subscription.SubscriptionModule;
import dev.streamviewer.webhook.websub.WebSubReceiver;
import io.micrometer.core.instrument.Gauge;
import java.util.function.Consumer;

/** The receiver of webhooks from Twitch and from a WebSub hub. */
final class IngestModule {
  private final WebhookReceiver receiver;

  /**
   * @param onSubscriptionEnded receives a subscription that Twitch ended
   */
  IngestModule(
      WebhookResources resources,
      SubscriptionModule subscriptions,
      DeliveryModule delivery,
      EventTranslator translator,
      ModeratorRoles moderators,
      Consumer<EventSubSubscription> onSubscriptionEnded) {
    var pipeline = delivery.pipeline();
    receiver =
        new WebhookReceiver(
            new SignatureVerifier(resources.config().secrets()),
            new ChallengeResponder(
                it -> Contracts.SUBSCRIPTION_CONFIRMED.publish(resources.bus(), it),
                subscriptions.conduits()::confirm),
            new EventSubReceiver(
                translator, pipeline, delivery.endings(), onSubscriptionEnded, moderators),
            new WebSubReceiver(resources.hub(), translator, pipeline, resources.clock()),
            new OutcomeCounters(resources.meters()),
            resources.clock());
    Gauge.builder("sev_webhook_under_way", receiver, WebhookReceiver::underWay)
        .description("Messages that are being verified or delivered")
        .register(resources.meters());
  }

  WebhookReceiver receiver() {
    return receiver;
  }
}
