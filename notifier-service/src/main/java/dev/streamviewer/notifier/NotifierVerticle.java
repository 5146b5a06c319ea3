package dev.streamviewer.notifier;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.streamviewer.notifier.delivery.Circuit;
import dev.streamviewer.notifier.delivery.CredentialCheck;
import dev.streamviewer.notifier.delivery.DeliveryMeters;
import dev.streamviewer.notifier.delivery.DeliveryQueue;
import dev.streamviewer.notifier.delivery.DeliveryReceipts;
import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.notifier.delivery.EventSinks;
import dev.streamviewer.notifier.delivery.QueuedEvent;
import dev.streamviewer.notifier.delivery.SinkResponse;
import dev.streamviewer.notifier.history.EventHistory;
import dev.streamviewer.notifier.pusher.PusherClient;
import dev.streamviewer.notifier.pusher.PusherConfig;
import dev.streamviewer.notifier.pusher.PusherEndpoints;
import dev.streamviewer.notifier.sns.SnsAnswers;
import dev.streamviewer.notifier.sns.SnsConfig;
import dev.streamviewer.notifier.sns.SnsTopic;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.launch.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Wires the notifier. All its state lives on the one context of this verticle. */
final class NotifierVerticle extends VerticleBase {
  private static final String PUSHER = "pusher";
  private static final String SNS = "sns";
  private static final int CAPACITY = 10_000;
  private static final int PARALLEL_CALLS = 16;

  /** Longer than a call to an outlet may take, shorter than a process is given to stop. */
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final NotifierConfig config;
  private final ServiceContext host;
  private final Map<String, DeliveryQueue> queues = new HashMap<>();
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private final List<Runnable> closing = new ArrayList<>();
  private Notifier notifier;

  NotifierVerticle(NotifierConfig config, ServiceContext host) {
    this.config = config;
    this.host = host;
  }

  @Override
  public Future<?> start() {
    config.pusher().ifPresent(this::openPusher);
    return config
        .sns()
        .map(this::openSns)
        .orElse(Future.succeededFuture())
        .compose(
            ready ->
                EventHistory.open(vertx)
                    .compose(
                        history ->
                            DeliveryReceipts.open(vertx)
                                .compose(receipts -> serve(history, receipts))));
  }

  /** Takes nothing new, ends what it has, and only then lets go of the connections. */
  @Override
  public Future<?> stop() {
    queues.keySet().forEach(host.readiness()::unregister);
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
        .otherwiseEmpty()
        .compose(done -> Future.any(notifier.settled(), vertx.timer(DRAIN.toSeconds(), SECONDS)))
        .onComplete(done -> closing.forEach(Runnable::run));
  }

  private void openPusher(PusherConfig pusher) {
    var credentials = CredentialCheck.pusher();
    var client = new PusherClient(vertx, pusher, credentials, PARALLEL_CALLS);
    var circuit = circuit("Pusher", client::channels);
    var queue = queue("Pusher", client::deliver, circuit, DeliveryMeters.pusher(host.meters()));
    queues.put(PUSHER, queue);
    host.meters().gauge("notifier_queue", queue, DeliveryQueue::waiting);
    host.meters().gauge("notifier_pusher_calls_under_way", queue, DeliveryQueue::calls);
    host.meters().gauge("notifier_circuit_open", circuit, it -> it.isOpen() ? 1 : 0);
    check(PUSHER, credentials);
    consumers.addAll(new PusherEndpoints(vertx, client, pusher, credentials, host).open());
    closing.add(client::close);
  }

  private Future<Void> openSns(SnsConfig sns) {
    var credentials = CredentialCheck.sns();
    var keys = DefaultCredentialsProvider.builder().build();
    return SnsTopic.open(vertx, sns, keys, credentials, PARALLEL_CALLS)
        .onSuccess(
            topic -> {
              // A publish that is refused does no harm, so it is the question whether it still is.
              var circuit = circuit("SNS", () -> Future.succeededFuture(SnsAnswers.TAKEN));
              var queue = queue("SNS", topic::deliver, circuit, DeliveryMeters.sns(host.meters()));
              queues.put(SNS, queue);
              host.meters().gauge("notifier_sns_queue", queue, DeliveryQueue::waiting);
              host.meters().gauge("notifier_sns_circuit_open", circuit, it -> it.isOpen() ? 1 : 0);
              check(SNS, credentials);
              credentials.askUntilAccepted(vertx, topic::ask);
              closing.add(topic::close);
            })
        .mapEmpty();
  }

  private void check(String outlet, CredentialCheck credentials) {
    host.readiness().register(outlet, check -> check.complete(credentials.check()));
  }

  private Circuit circuit(String outlet, Supplier<Future<SinkResponse>> probe) {
    return new Circuit(
        outlet, probe, (pause, action) -> vertx.setTimer(pause.toMillis(), it -> action.run()));
  }

  private DeliveryQueue queue(
      String outlet,
      Function<List<QueuedEvent>, Future<List<SinkResponse>>> publish,
      Circuit circuit,
      DeliveryMeters meters) {
    return new DeliveryQueue(
        outlet,
        publish,
        circuit,
        meters,
        host.clock(),
        action -> context.runOnContext(turn -> action.run()),
        CAPACITY,
        PARALLEL_CALLS);
  }

  private Future<?> serve(EventHistory history, DeliveryReceipts receipts) {
    var bus = vertx.eventBus();
    var ways = new HashMap<String, Function<EncodedEvent, Future<DeliveryAcceptance>>>();
    queues.forEach((name, queue) -> ways.put(name, Notifier.remembering(history, queue::send)));
    notifier = new Notifier(history, new EventSinks(ways, receipts));
    consumers.add(Contracts.DELIVER_EVENT.serve(bus, notifier::deliver));
    consumers.add(Contracts.RECENT_EVENTS.serve(bus, history::find));
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList());
  }
}
