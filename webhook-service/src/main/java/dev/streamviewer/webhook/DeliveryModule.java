package dev.streamviewer.webhook;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.batch.BatchedClient;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.FoundStreams;
import dev.streamviewer.webhook.dedup.ClusteredDeliveryMarks;
import dev.streamviewer.webhook.dedup.CrossSubscriptionDeduplicator;
import dev.streamviewer.webhook.dedup.Deduplicator;
import dev.streamviewer.webhook.dedup.LocalDeliveryMarks;
import dev.streamviewer.webhook.delivery.AnswerDeadline;
import dev.streamviewer.webhook.delivery.DeliveryDelay;
import dev.streamviewer.webhook.delivery.DeliveryTimes;
import dev.streamviewer.webhook.delivery.EventDelivery;
import dev.streamviewer.webhook.delivery.EventPipeline;
import dev.streamviewer.webhook.delivery.Outbox;
import dev.streamviewer.webhook.delivery.OutboxRelay;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** The pipeline of events: duplicates, the notifier, and the outbox. */
final class DeliveryModule {
  private static final int MARKS_CAPACITY = 100_000;
  private static final int OUTBOX_CAPACITY = 10_000;
  private static final long DELAY_CHECK_MS = 5_000;

  private final Vertx vertx;
  private final Outbox outbox;
  private final DeliveryDelay delay;
  private final CrossSubscriptionDeduplicator copies;
  private final Deduplicator endings;
  private final EventPipeline pipeline;
  private final OutboxRelay outboxRelay;

  DeliveryModule(WebhookResources resources) {
    vertx = resources.vertx();
    var clock = resources.clock();
    var meters = resources.meters();
    var marks = resources.maps().marks();
    var messageMarks = new LocalDeliveryMarks(MARKS_CAPACITY, clock);
    var eventMarks = new LocalDeliveryMarks(MARKS_CAPACITY, clock);
    Gauge.builder("sev_webhook_inbox_marks", messageMarks, it -> it.size() + eventMarks.size())
        .description("Messages and events that the process remembers to detect duplicates")
        .register(meters);
    // Without a cluster, the shared map would be a local one without bounds.
    endings =
        Deduplicator.ofMessages(
            vertx.isClustered() ? new ClusteredDeliveryMarks(eventMarks, marks) : eventMarks);
    copies = new CrossSubscriptionDeduplicator(marks, clock);
    var client = Contracts.DELIVER_EVENTS.client(vertx, resources.context().cluster());
    delay = new DeliveryDelay(clock);
    var notifier = delay.of(new DeliveryTimes(meters, clock).of(it -> deliver(client, it)));
    var timers = Timers.of(vertx);
    outbox =
        new Outbox(
            resources.maps().outbox(),
            resources.context().cluster(),
            clock,
            OUTBOX_CAPACITY,
            timers);
    pipeline =
        new EventPipeline(
            Deduplicator.ofMessages(messageMarks),
            Deduplicator.ofEvents(eventMarks),
            copies,
            new EventDelivery(notifier, outbox, timers),
            new AnswerDeadline(outbox, timers));
    var lease = resources.lease("outbox");
    var guard = resources.guard("outbox", OutboxRelay.STALL_TIMEOUT, lease);
    outboxRelay =
        new OutboxRelay(vertx, outbox, lease, guard, notifier, meters, clock, System::nanoTime);
  }

  EventPipeline pipeline() {
    return pipeline;
  }

  /** Ended subscriptions, known to all processes. */
  Deduplicator endings() {
    return endings;
  }

  CrossSubscriptionDeduplicator copies() {
    return copies;
  }

  OutboxRelay outboxRelay() {
    return outboxRelay;
  }

  /** Starts to resend the events of the outbox. */
  void start() {
    outboxRelay.start();
    vertx.setPeriodic(DELAY_CHECK_MS, tick -> delay.check(outbox));
  }

  /** Adds whether events wait for Pusher, for pages that ask anyway. */
  FoundStreams withDelay(FoundStreams found) {
    return delay.isLasting() ? found.whileEventsWait() : found;
  }

  private static Future<CallbackOutcome> deliver(
      BatchedClient<StreamEvent, DeliveryAcceptance> notifier, StreamEvent event) {
    return notifier
        .ask(event)
        .map(it -> it.pushed() ? CallbackOutcome.DELIVERED : CallbackOutcome.UNDELIVERABLE);
  }
}
