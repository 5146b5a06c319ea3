package dev.streamviewer.notifier;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.streamviewer.notifier.delivery.BatchPublisher;
import dev.streamviewer.notifier.delivery.CredentialCheck;
import dev.streamviewer.notifier.delivery.DeliveryMeters;
import dev.streamviewer.notifier.delivery.DeliveryQueue;
import dev.streamviewer.notifier.delivery.DeliveryReceipts;
import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.notifier.delivery.SinkCircuitBreaker;
import dev.streamviewer.notifier.delivery.SinkResponse;
import dev.streamviewer.notifier.history.EventHistory;
import dev.streamviewer.notifier.pusher.PusherClient;
import dev.streamviewer.notifier.pusher.PusherConfig;
import dev.streamviewer.notifier.pusher.PusherEndpoints;
import dev.streamviewer.notifier.pusher.PusherLimits;
import dev.streamviewer.notifier.sns.SnsConfig;
import dev.streamviewer.notifier.sns.SnsResponses;
import dev.streamviewer.notifier.sns.SnsTopic;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.batch.BatchedService;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.launch.ServiceContext;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Creates and connects the parts of the notifier. All state lives on this verticle's context. */
final class NotifierVerticle extends VerticleBase {
  private static final String PUSHER = "pusher";
  private static final String SNS = "sns";
  private static final int QUEUE_CAPACITY = 10_000;
  private static final int PARALLEL_CALLS = 16;

  /**
   * Longer than the deadline of a call to a sink, shorter than the time that a process has to stop.
   */
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(5);

  private final NotifierConfig config;
  private final ServiceContext service;
  private final Map<String, DeliveryQueue> queues = new HashMap<>();
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private final List<Runnable> closeActions = new ArrayList<>();
  private BatchedService deliveries;
  private EventHistory history;
  private Notifier notifier;

  NotifierVerticle(NotifierConfig config, ServiceContext service) {
    this.config = config;
    this.service = service;
  }

  @Override
  public Future<?> start() {
    config.pusher().ifPresent(this::openPusher);
    return config
        .sns()
        .map(this::openSns)
        .orElse(Future.succeededFuture())
        .compose(opened -> EventHistory.open(vertx, service.cluster(), service.clock()))
        .compose(
            history -> DeliveryReceipts.open(vertx).compose(receipts -> serve(history, receipts)));
  }

  /** Stops accepting events, completes the deliveries, and then closes the connections. */
  @Override
  public Future<?> stop() {
    queues.keySet().forEach(service.readiness()::unregister);
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
        .otherwiseEmpty()
        .eventually(() -> deliveries.leave())
        .compose(
            done -> Future.any(notifier.settled(), vertx.timer(DRAIN_TIMEOUT.toSeconds(), SECONDS)))
        .eventually(() -> deliveries.close())
        .eventually(() -> history.close())
        .onComplete(done -> closeActions.forEach(Runnable::run));
  }

  private void openPusher(PusherConfig pusher) {
    var meters = service.meters();
    var credentials = CredentialCheck.pusher();
    var client = new PusherClient(vertx, pusher, credentials, PARALLEL_CALLS);
    var circuit = circuit("Pusher", client::channels);
    var queue =
        queue(
            new BatchPublisher("Pusher", client::deliver, circuit, DeliveryMeters.pusher(meters)));
    Gauge.builder("sev_notifier_queue", queue, DeliveryQueue::waiting)
        .description("Events that wait for a call to Pusher")
        .register(meters);
    Gauge.builder("sev_notifier_pusher_calls_under_way", queue, DeliveryQueue::calls)
        .description("Concurrent calls to Pusher")
        .register(meters);
    Gauge.builder("sev_notifier_circuit_open", circuit, it -> it.isOpen() ? 1 : 0)
        .description("1 while Pusher fails and nothing is sent")
        .register(meters);
    Gauge.builder(
            "sev_notifier_pusher_quota_exceeded", credentials, it -> it.refusesEvents() ? 1 : 0)
        .description("1 while Pusher refuses events within its limits, as when a quota is used up")
        .register(meters);
    register(PUSHER, queue, credentials);
    consumers.addAll(new PusherEndpoints(vertx, client, pusher, credentials, service).open());
    closeActions.add(client::close);
  }

  private Future<Void> openSns(SnsConfig sns) {
    var credentials = CredentialCheck.sns();
    var keys = DefaultCredentialsProvider.builder().build();
    return SnsTopic.open(vertx, sns, keys, credentials, PARALLEL_CALLS)
        .onSuccess(topic -> openSns(topic, credentials))
        .mapEmpty();
  }

  private void openSns(SnsTopic topic, CredentialCheck credentials) {
    var meters = service.meters();
    // The probe always succeeds: a refused publish does no harm, so the next one is the test.
    var circuit = circuit("SNS", () -> Future.succeededFuture(SnsResponses.ACCEPTED));
    var queue =
        queue(new BatchPublisher("SNS", topic::deliver, circuit, DeliveryMeters.sns(meters)));
    Gauge.builder("sev_notifier_sns_queue", queue, DeliveryQueue::waiting)
        .description("Events that wait for a call to SNS")
        .register(meters);
    Gauge.builder("sev_notifier_sns_circuit_open", circuit, it -> it.isOpen() ? 1 : 0)
        .description("1 while SNS fails and nothing is sent")
        .register(meters);
    register(SNS, queue, credentials);
    credentials.probeUntilAccepted(vertx, topic::probe);
    closeActions.add(topic::close);
  }

  private void register(String name, DeliveryQueue queue, CredentialCheck credentials) {
    queues.put(name, queue);
    service.readiness().register(name, check -> check.complete(credentials.check()));
  }

  private SinkCircuitBreaker circuit(String sink, Supplier<Future<SinkResponse>> probe) {
    return new SinkCircuitBreaker(
        sink, probe, (pause, action) -> vertx.setTimer(pause.toMillis(), it -> action.run()));
  }

  private DeliveryQueue queue(BatchPublisher publisher) {
    return new DeliveryQueue(
        publisher,
        service.clock(),
        action -> context.runOnContext(turn -> action.run()),
        QUEUE_CAPACITY,
        PARALLEL_CALLS);
  }

  private Future<?> serve(EventHistory history, DeliveryReceipts receipts) {
    var bus = vertx.eventBus();
    this.history = history;
    Gauge.builder("sev_notifier_history_unwritten", history, EventHistory::unwritten)
        .description("Segments of recent events that the cluster did not take yet")
        .register(service.meters());
    var sinks = new HashMap<String, Function<EncodedEvent, Future<DeliveryAcceptance>>>();
    queues.forEach((name, queue) -> sinks.put(name, queue::send));
    // Without Pusher, pages read the history, whatever the sink accepts.
    Predicate<EncodedEvent> deliverable =
        config.pusher().isPresent() ? PusherLimits::allow : event -> true;
    notifier = new Notifier(history, deliverable, sinks, receipts, Timers.of(vertx));
    deliveries = Contracts.DELIVER_EVENTS.serve(vertx, service.cluster(), notifier::deliver);
    consumers.add(Contracts.RECENT_EVENTS.serve(bus, history::find));
    consumers.add(Contracts.FIND_EVENT.serve(bus, history::find));
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList())
        .compose(registered -> deliveries.completion());
  }
}
