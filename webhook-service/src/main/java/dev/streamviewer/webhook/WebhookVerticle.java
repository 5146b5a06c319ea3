package dev.streamviewer.webhook;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.contract.Accepted;
import dev.streamviewer.platform.contract.AppTokenRequest;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.StreamEvent;
import dev.streamviewer.platform.launch.Host;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the webhook service. All its state lives on the one context of this verticle. */
final class WebhookVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(WebhookVerticle.class);

  private static final int INBOX_CAPACITY = 100_000;
  private static final int OUTBOX_CAPACITY = 10_000;
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);
  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final Duration ADOPT_AGAIN = Duration.ofSeconds(10);

  private final WebhookConfig config;
  private final Host host;
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private HelixClient helix;
  private WebhookReceiver receiver;
  private OutboxResender resender;

  WebhookVerticle(WebhookConfig config, Host host) {
    this.config = config;
    this.host = host;
  }

  @Override
  public Future<?> start() {
    return Future.all(map(SharedMaps.INBOX), map(SharedMaps.OUTBOX), map(SharedMaps.LEASES))
        .compose(maps -> start(maps.resultAt(0), maps.resultAt(1), maps.resultAt(2)));
  }

  private Future<?> start(
      AsyncMap<String, String> inboxMap,
      AsyncMap<String, String> outboxMap,
      AsyncMap<String, String> leases) {
    var bus = vertx.eventBus();
    helix =
        new HelixClient(
            vertx,
            config.helix(),
            rejected -> Contracts.APP_TOKEN.ask(bus, new AppTokenRequest(rejected)),
            host.clock());
    var channels = new TwitchChannels(helix);
    var directory = new StreamerDirectory(channels, host.clock());
    var subscriptions =
        new Subscriptions(
            new TwitchSubscriptions(helix, config.callback(), config.secret()),
            directory,
            host.clock());
    var outbox = new Outbox(outboxMap, host.cluster(), host.clock(), OUTBOX_CAPACITY);
    receiver =
        new WebhookReceiver(
            new SignatureVerifier(config.secrets()),
            new Once(inbox(inboxMap)),
            new EventTranslator(directory),
            directory,
            confirmation -> Contracts.SUBSCRIPTION_CONFIRMED.publish(bus, confirmation),
            new Delivery(this::deliver, outbox),
            new Outcomes(host.meters()),
            host.clock());
    resender =
        new OutboxResender(
            vertx, outbox, new Lease(leases, "outbox"), this::deliver, host.meters(), host.clock());
    if (vertx.isClustered()) {
      resender.start();
    }
    vertx.setPeriodic(SWEEP.toMillis(), timer -> sweep(subscriptions));
    adopt(subscriptions);
    return serve(new StreamerDesk(directory, channels, subscriptions), subscriptions);
  }

  private Future<?> serve(StreamerDesk desk, Subscriptions subscriptions) {
    var bus = vertx.eventBus();
    consumers.add(Contracts.INGEST_WEBHOOK.serve(bus, receiver::receive));
    consumers.add(Contracts.WATCH_STREAMER.serve(bus, desk::watch));
    consumers.add(Contracts.UNWATCH_STREAMER.serve(bus, desk::unwatch));
    consumers.add(Contracts.FIND_STREAMERS.serve(bus, desk::find));
    consumers.add(Contracts.CHANNEL_OCCUPANCY.subscribe(bus, subscriptions::occupancy));
    consumers.add(Contracts.SUBSCRIPTION_CONFIRMED.subscribe(bus, subscriptions::confirmed));
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList());
  }

  /** Takes nothing new, ends what it has, hands over the outbox. */
  @Override
  public Future<?> stop() {
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
        .otherwiseEmpty()
        .compose(unregistered -> idle(host.clock().instant().plus(LONGEST_DRAIN)))
        .eventually(resender::stop)
        .onComplete(stopped -> helix.close());
  }

  private Future<Void> idle(Instant deadline) {
    return receiver.underWay() == 0 || host.clock().instant().isAfter(deadline)
        ? Future.succeededFuture()
        : vertx.timer(50, MILLISECONDS).compose(passed -> idle(deadline));
  }

  /** In a process of its own the cluster's map would be this process's, without its bounds. */
  private Inbox inbox(AsyncMap<String, String> everywhere) {
    var here = new LocalInbox(INBOX_CAPACITY, host.clock());
    host.meters().gauge("webhook_inbox_marks", here, LocalInbox::size);
    return vertx.isClustered() ? new ClusterInbox(here, everywhere) : here;
  }

  private Future<AsyncMap<String, String>> map(String name) {
    return vertx.sharedData().getAsyncMap(name);
  }

  private Future<Outcome> deliver(StreamEvent event) {
    return Contracts.DELIVER_EVENT
        .ask(vertx.eventBus(), event)
        .map(Accepted::pushed)
        .map(pushed -> pushed ? Outcome.DELIVERED : Outcome.UNDELIVERABLE);
  }

  /** Twitch may be out of reach at the start; viewers can be served all the same. */
  private void adopt(Subscriptions subscriptions) {
    subscriptions
        .adopt()
        .onFailure(
            failure -> {
              log.warn("Cannot list our subscriptions at Twitch yet: {}", failure.getMessage());
              vertx.setTimer(ADOPT_AGAIN.toMillis(), timer -> adopt(subscriptions));
            });
  }

  private static void sweep(Subscriptions subscriptions) {
    subscriptions
        .sweep()
        .onFailure(failure -> log.warn("Not all could be tidied: {}", failure.getMessage()));
  }
}
