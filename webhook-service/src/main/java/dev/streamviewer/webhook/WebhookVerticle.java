package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.Accepted;
import dev.streamviewer.platform.contract.AppTokenRequest;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.StreamEvent;
import dev.streamviewer.platform.launch.Host;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the webhook service. All its state lives on the one context of this verticle. */
final class WebhookVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(WebhookVerticle.class);

  private static final int INBOX_CAPACITY = 100_000;
  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final Duration ADOPT_AGAIN = Duration.ofSeconds(10);

  private final WebhookConfig config;
  private final Host host;
  private HelixClient helix;

  WebhookVerticle(WebhookConfig config, Host host) {
    this.config = config;
    this.host = host;
  }

  @Override
  public Future<?> start() {
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
    var inbox = new Inbox(INBOX_CAPACITY, host.clock());
    host.meters().gauge("webhook_inbox_marks", inbox, Inbox::size);
    var receiver =
        new WebhookReceiver(
            new SignatureVerifier(config.secrets()),
            new Once(inbox),
            new EventTranslator(directory),
            directory,
            subscriptions,
            this::deliver,
            new Outcomes(host.meters()),
            host.clock());
    var desk = new StreamerDesk(directory, channels, subscriptions);

    vertx.setPeriodic(SWEEP.toMillis(), timer -> sweep(subscriptions));
    adopt(subscriptions);
    return Future.all(
        Contracts.INGEST_WEBHOOK.serve(bus, receiver::receive).completion(),
        Contracts.WATCH_STREAMER.serve(bus, desk::watch).completion(),
        Contracts.UNWATCH_STREAMER.serve(bus, desk::unwatch).completion(),
        Contracts.FIND_STREAMERS.serve(bus, desk::find).completion(),
        Contracts.CHANNEL_OCCUPANCY.subscribe(bus, subscriptions::occupancy).completion());
  }

  @Override
  public Future<?> stop() {
    helix.close();
    return Future.succeededFuture();
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
