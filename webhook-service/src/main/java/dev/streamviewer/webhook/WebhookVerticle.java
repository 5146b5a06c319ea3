package dev.streamviewer.webhook;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.cluster.LeaderLease;
import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.contract.auth.AppTokenRequest;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import dev.streamviewer.platform.contract.streamer.UnwatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.platform.contract.webhook.MigrationUnderWay;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.webhook.chat.ChatNotices;
import dev.streamviewer.webhook.chat.ChatReader;
import dev.streamviewer.webhook.config.WebhookConfig;
import dev.streamviewer.webhook.dedup.ClusteredDeliveryMarks;
import dev.streamviewer.webhook.dedup.CrossSubscriptionDeduplicator;
import dev.streamviewer.webhook.dedup.Deduplicator;
import dev.streamviewer.webhook.dedup.LocalDeliveryMarks;
import dev.streamviewer.webhook.delivery.CallbackOutcome;
import dev.streamviewer.webhook.delivery.DeliveryTimes;
import dev.streamviewer.webhook.delivery.EventDelivery;
import dev.streamviewer.webhook.delivery.Outbox;
import dev.streamviewer.webhook.delivery.OutboxRelay;
import dev.streamviewer.webhook.eventsub.SignatureVerifier;
import dev.streamviewer.webhook.headline.EventTranslator;
import dev.streamviewer.webhook.helix.HelixCallPurpose;
import dev.streamviewer.webhook.helix.HelixClient;
import dev.streamviewer.webhook.helix.RateLimitBucket;
import dev.streamviewer.webhook.helix.TwitchHealth;
import dev.streamviewer.webhook.ingest.ChallengeResponder;
import dev.streamviewer.webhook.ingest.OutcomeCounters;
import dev.streamviewer.webhook.ingest.WebhookReceiver;
import dev.streamviewer.webhook.streamer.HelixStreamers;
import dev.streamviewer.webhook.streamer.StreamerDirectory;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import dev.streamviewer.webhook.subscription.ReconcilerSchedule;
import dev.streamviewer.webhook.subscription.SubscriptionModule;
import dev.streamviewer.webhook.subscription.SubscriptionProvisioner;
import dev.streamviewer.webhook.subscription.SubscriptionReportCache;
import dev.streamviewer.webhook.watch.ViewerQuota;
import dev.streamviewer.webhook.watch.WatchRegistry;
import dev.streamviewer.webhook.watch.WatchService;
import dev.streamviewer.webhook.websub.WebSub;
import dev.streamviewer.webhook.websub.WebSubConfig;
import dev.streamviewer.webhook.websub.WebSubReceiver;
import io.micrometer.core.instrument.FunctionCounter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Wires the webhook service. All state lives on the one context of this verticle. */
final class WebhookVerticle extends VerticleBase {
  private static final String TWITCH = "twitch";
  private static final int MARKS_CAPACITY = 100_000;
  private static final int OUTBOX_CAPACITY = 10_000;
  private static final Duration MAX_DRAIN = Duration.ofSeconds(10);

  private final WebhookConfig config;
  private final Optional<WebSubConfig> hub;
  private final ServiceContext serviceContext;
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private HelixClient helix;
  private WebhookReceiver receiver;
  private OutboxRelay outboxRelay;
  private ReconcilerSchedule reconcilerSchedule;
  private ChatNotices notices;
  private ChatReader chat;
  private WebSub webSub;

  WebhookVerticle(WebhookConfig config, Optional<WebSubConfig> hub, ServiceContext serviceContext) {
    this.config = config;
    this.hub = hub;
    this.serviceContext = serviceContext;
  }

  @Override
  public Future<?> start() {
    return Future.all(
            map(SharedMaps.INBOX),
            map(SharedMaps.OUTBOX),
            map(SharedMaps.LEASES),
            map(SharedMaps.CHAT_LENDERS),
            map(SharedMaps.WEBSUB))
        .compose(
            maps ->
                start(
                    maps.resultAt(0),
                    maps.resultAt(1),
                    maps.resultAt(2),
                    maps.resultAt(3),
                    maps.resultAt(4)));
  }

  private Future<?> start(
      AsyncMap<String, String> markMap,
      AsyncMap<String, String> outboxMap,
      AsyncMap<String, String> leases,
      AsyncMap<String, String> chatTokenOwners,
      AsyncMap<String, String> webSubSubscriptions) {
    var bus = vertx.eventBus();
    var health = new TwitchHealth();
    serviceContext.readiness().register(TWITCH, check -> check.complete(health.check()));
    health.start(vertx, this::appToken);
    var rateLimit =
        new RateLimitBucket(
            serviceContext.meters(), serviceContext.cluster(), serviceContext.clock());
    helix =
        new HelixClient(
            vertx, config.helix(), this::appToken, rateLimit, health, serviceContext.clock());
    var directory =
        new StreamerDirectory(
            new HelixStreamers(
                helix.spending(HelixCallPurpose.NAMES),
                helix.spending(HelixCallPurpose.SEARCHES),
                Timers.of(vertx)),
            serviceContext.clock());
    var watchedStreamers =
        config.pusher()
            ? WatchedStreamers.byListeners(serviceContext.clock())
            : WatchedStreamers.byRenewals(serviceContext.clock());
    var reportCache =
        new SubscriptionReportCache(
            ended -> Contracts.SUBSCRIPTIONS_ENDED.publish(bus, ended), serviceContext.clock());
    var crossSubscriptionDeduplicator =
        new CrossSubscriptionDeduplicator(markMap, serviceContext.clock());
    var reconcilerLease = new LeaderLease(leases, "reconciler", serviceContext.clock());
    var reconcilerGuard = guard("subscriptions", ReconcilerSchedule.STALL_TIMEOUT, reconcilerLease);
    reconcilerSchedule = new ReconcilerSchedule(vertx, reconcilerLease, reconcilerGuard);
    var subscriptionModule =
        new SubscriptionModule(
            new SubscriptionModule.Context(
                vertx, config, serviceContext, helix, directory, watchedStreamers, reportCache),
            new SubscriptionModule.Signals(
                () -> Contracts.HANDOVER.publish(bus, new MigrationUnderWay()),
                reconcilerSchedule::requestRound,
                reconcilerGuard::progress));
    var provisioner = subscriptionModule.provisioner();
    webSub =
        new WebSub(
            vertx,
            hub,
            webSubSubscriptions,
            reconcilerLease::renew,
            guard("websub", WebSub.PATIENCE, reconcilerLease),
            watchedStreamers::wanted,
            watchedStreamers::isComplete,
            serviceContext.clock());
    var notifier =
        new DeliveryTimes(serviceContext.meters(), serviceContext.clock()).of(this::deliver);
    var messageMarks = new LocalDeliveryMarks(MARKS_CAPACITY, serviceContext.clock());
    var localEventMarks = new LocalDeliveryMarks(MARKS_CAPACITY, serviceContext.clock());
    serviceContext
        .meters()
        .gauge("webhook_inbox_marks", messageMarks, it -> it.size() + localEventMarks.size());
    // Without a cluster, the shared map would be a local one without bounds.
    var events =
        new Deduplicator(
            vertx.isClustered()
                ? new ClusteredDeliveryMarks(localEventMarks, markMap)
                : localEventMarks);
    var translator = new EventTranslator(directory);
    var outbox =
        new Outbox(outboxMap, serviceContext.cluster(), serviceContext.clock(), OUTBOX_CAPACITY);
    var delivery =
        new EventDelivery(
            notifier,
            outbox,
            (pause, action) -> vertx.setTimer(pause.toMillis(), timer -> action.run()));
    notices = new ChatNotices(vertx, translator, events, delivery, serviceContext.meters());
    receiver =
        new WebhookReceiver(
            new SignatureVerifier(config.secrets()),
            new Deduplicator(messageMarks),
            events,
            crossSubscriptionDeduplicator,
            translator,
            new WebSubReceiver(hub, directory, serviceContext.clock()),
            new ChallengeResponder(
                confirmation -> Contracts.SUBSCRIPTION_CONFIRMED.publish(bus, confirmation),
                subscriptionModule.conduits()::confirm),
            streamerId -> {
              reportCache.ending(streamerId);
              reconcilerSchedule.requestRound();
            },
            delivery,
            new OutcomeCounters(serviceContext.meters()),
            serviceContext.clock());
    var outboxLease = new LeaderLease(leases, "outbox", serviceContext.clock());
    outboxRelay =
        new OutboxRelay(
            vertx,
            outbox,
            outboxLease,
            guard("outbox", OutboxRelay.STALL_TIMEOUT, outboxLease),
            notifier,
            serviceContext.meters(),
            serviceContext.clock());
    serviceContext.meters().gauge("webhook_under_way", receiver, WebhookReceiver::underWay);
    serviceContext.meters().gauge("helix_calls_waiting", helix, HelixClient::waiting);
    FunctionCounter.builder(
            "webhook_channels_ignored", watchedStreamers, WatchedStreamers::ignoredChannels)
        .description("Occupied Pusher channels that were left out for lack of room")
        .register(serviceContext.meters());
    if (vertx.isClustered()) {
      outboxRelay.start();
    }
    reconcilerSchedule.start(subscriptionModule.reconciler());
    webSub.start();
    chat =
        new ChatReader(
            vertx,
            new ChatReader.Addresses(config.helix(), config.eventSub()),
            chatTokenOwners,
            new LeaderLease(leases, "chat", serviceContext.clock()),
            watchedStreamers::wanted,
            notices::accept,
            serviceContext);
    chat.start();
    consumers.add(Contracts.HANDOVER.subscribe(bus, it -> crossSubscriptionDeduplicator.expect()));
    consumers.add(
        Contracts.SUBSCRIPTIONS_ENDED.subscribe(
            bus,
            ended -> {
              reportCache.ended(ended);
              if (ended.givenUp()) {
                watchedStreamers.givenUp(ended.streamerId());
              }
            }));
    if (config.pusher()) {
      consumers.add(Contracts.CHANNEL_OCCUPANCY.subscribe(bus, watchedStreamers::occupancy));
    }
    var watchRegistry =
        new WatchRegistry(
            watchedStreamers,
            watched -> Contracts.STREAMER_WATCHED.publish(bus, watched),
            serviceContext.clock());
    consumers.add(Contracts.STREAMER_WATCHED.subscribe(bus, watchRegistry::heard));
    var watchService =
        new WatchService(
            directory,
            provisioner,
            watchRegistry,
            new ViewerQuota(serviceContext.clock()),
            () -> reconcilerSchedule.requestRound(),
            Timers.of(vertx),
            serviceContext.clock());
    return serve(watchService, provisioner);
  }

  private Future<?> serve(WatchService watchService, SubscriptionProvisioner provisioner) {
    var bus = vertx.eventBus();
    consumers.add(Contracts.INGEST_WEBHOOK.serve(bus, receiver::receive));
    consumers.add(Contracts.VERIFY_INTENT.serve(bus, webSub::verify));
    consumers.add(Contracts.WATCH_STREAMER.serve(bus, request -> watch(watchService, request)));
    consumers.add(Contracts.RENEW_WATCH.serve(bus, watchService::renew));
    consumers.add(Contracts.UNWATCH_STREAMER.serve(bus, request -> unwatch(watchService, request)));
    consumers.add(Contracts.CHAT_LENDER.subscribe(bus, chat::heard));
    consumers.add(Contracts.LENDER_GONE.subscribe(bus, chat::gone));
    consumers.add(Contracts.FIND_STREAMERS.serve(bus, watchService::find));
    consumers.add(Contracts.FIND_STREAMS.serve(bus, watchService::streams));
    consumers.add(Contracts.SUBSCRIPTION_CONFIRMED.subscribe(bus, provisioner::confirmed));
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList());
  }

  private Future<WatchedStreamer> watch(WatchService watchService, WatchStreamer request) {
    return watchService
        .watch(request)
        .onSuccess(
            watched -> {
              if (request.lender() != null && !watched.streamer().id().isEmpty()) {
                chat.watched(
                    new ChatTokenOwner(
                        watched.streamer().id(),
                        watched.streamer().login(),
                        new Secret(request.viewerId()),
                        request.lender()));
              }
            });
  }

  private Future<Done> unwatch(WatchService watchService, UnwatchStreamer request) {
    if (request.lender() != null) {
      chat.left(request.login(), new Secret(request.viewerId()), request.lender());
    }
    return watchService.unwatch(request);
  }

  /** Stops consuming, finishes the work under way, hands over the outbox. */
  @Override
  public Future<?> stop() {
    serviceContext.readiness().unregister(TWITCH);
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
        .otherwiseEmpty()
        .eventually(chat::stop)
        .eventually(webSub::stop)
        .compose(unregistered -> drain(serviceContext.clock().instant().plus(MAX_DRAIN)))
        .eventually(outboxRelay::stop)
        .eventually(reconcilerSchedule::stop)
        .onComplete(stopped -> helix.close());
  }

  private Future<Void> drain(Instant deadline) {
    return Sequentially.repeat(
        () ->
            receiver.underWay() + notices.underWay() == 0
                    || serviceContext.clock().instant().isAfter(deadline)
                ? Future.succeededFuture(false)
                : vertx.timer(50, MILLISECONDS).map(true));
  }

  /** Guards rounds: a process whose round hangs leaves the job to another. */
  private RoundGuard guard(String work, Duration stallTimeout, LeaderLease lease) {
    return new RoundGuard(vertx, work, stallTimeout, serviceContext.meters(), lease::stepDown);
  }

  private Future<AsyncMap<String, String>> map(String name) {
    return vertx.sharedData().getAsyncMap(name);
  }

  private Future<AppToken> appToken(Secret rejected) {
    return Contracts.APP_TOKEN.ask(vertx.eventBus(), new AppTokenRequest(rejected));
  }

  private Future<CallbackOutcome> deliver(StreamEvent event) {
    return Contracts.DELIVER_EVENT
        .ask(vertx.eventBus(), event)
        .map(DeliveryAcceptance::pushed)
        .map(pushed -> pushed ? CallbackOutcome.DELIVERED : CallbackOutcome.UNDELIVERABLE);
  }
}
