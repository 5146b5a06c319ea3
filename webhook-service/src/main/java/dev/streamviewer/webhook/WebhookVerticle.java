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
import dev.streamviewer.webhook.watch.ViewerLimit;
import dev.streamviewer.webhook.watch.ViewerQuota;
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

/** Wires the webhook service. All its state lives on the one context of this verticle. */
final class WebhookVerticle extends VerticleBase {
  private static final String TWITCH = "twitch";
  private static final int INBOX_CAPACITY = 100_000;
  private static final int OUTBOX_CAPACITY = 10_000;
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);

  private final WebhookConfig config;
  private final Optional<WebSubConfig> hub;
  private final ServiceContext host;
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private HelixClient helix;
  private WebhookReceiver receiver;
  private OutboxRelay resender;
  private ReconcilerSchedule rounds;
  private ChatNotices notices;
  private ChatReader chat;
  private WebSub webSub;

  WebhookVerticle(WebhookConfig config, Optional<WebSubConfig> hub, ServiceContext host) {
    this.config = config;
    this.hub = hub;
    this.host = host;
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
      AsyncMap<String, String> inboxMap,
      AsyncMap<String, String> outboxMap,
      AsyncMap<String, String> leases,
      AsyncMap<String, String> lenders,
      AsyncMap<String, String> topics) {
    var bus = vertx.eventBus();
    var health = new TwitchHealth();
    host.readiness().register(TWITCH, check -> check.complete(health.check()));
    health.start(vertx, this::appToken);
    var points = new RateLimitBucket(host.meters(), host.cluster(), host.clock());
    helix = new HelixClient(vertx, config.helix(), this::appToken, points, health, host.clock());
    var directory =
        new StreamerDirectory(
            new HelixStreamers(
                helix.spending(HelixCallPurpose.NAMES),
                helix.spending(HelixCallPurpose.SEARCHES),
                Timers.of(vertx)),
            host.clock());
    var interest =
        config.pusher()
            ? WatchedStreamers.byListeners(host.clock())
            : WatchedStreamers.byRenewals(host.clock());
    var memory =
        new SubscriptionReportCache(
            ended -> Contracts.SUBSCRIPTIONS_ENDED.publish(bus, ended), host.clock());
    var copies = new CrossSubscriptionDeduplicator(inboxMap, host.clock());
    var turn = new LeaderLease(leases, "reconciler", host.clock());
    var reconciling = guard("subscriptions", ReconcilerSchedule.PATIENCE, turn);
    var care =
        new SubscriptionModule(
            vertx,
            config,
            host,
            helix,
            directory,
            interest,
            memory,
            points,
            () -> Contracts.HANDOVER.publish(bus, new MigrationUnderWay()),
            () -> rounds.soon(),
            reconciling::progress);
    var subscriptions = care.subscriptions();
    var limit = new ViewerLimit(host.clock());
    rounds = new ReconcilerSchedule(vertx, care.reconciler(), turn, reconciling);
    webSub =
        new WebSub(
            vertx,
            hub,
            topics,
            turn::renew,
            guard("websub", WebSub.PATIENCE, turn),
            interest::wanted,
            interest::isComplete,
            host.clock());
    var notifier = new DeliveryTimes(host.meters(), host.clock()).of(this::deliver);
    var messages = new LocalDeliveryMarks(INBOX_CAPACITY, host.clock());
    var here = new LocalDeliveryMarks(INBOX_CAPACITY, host.clock());
    host.meters().gauge("webhook_inbox_marks", messages, it -> it.size() + here.size());
    // In a process of its own the cluster's map would be this process's, without its bounds.
    var events =
        new Deduplicator(vertx.isClustered() ? new ClusteredDeliveryMarks(here, inboxMap) : here);
    var translator = new EventTranslator(directory);
    var outbox = new Outbox(outboxMap, host.cluster(), host.clock(), OUTBOX_CAPACITY);
    var delivery =
        new EventDelivery(
            notifier,
            outbox,
            (pause, action) -> vertx.setTimer(pause.toMillis(), timer -> action.run()));
    notices = new ChatNotices(vertx, translator, events, delivery, host.meters());
    receiver =
        new WebhookReceiver(
            new SignatureVerifier(config.secrets()),
            new Deduplicator(messages),
            events,
            copies,
            translator,
            new WebSubReceiver(hub, directory, host.clock()),
            new ChallengeResponder(
                confirmation -> Contracts.SUBSCRIPTION_CONFIRMED.publish(bus, confirmation),
                care.conduits()::confirm),
            streamerId -> {
              memory.ending(streamerId);
              rounds.soon();
            },
            delivery,
            new OutcomeCounters(host.meters()),
            host.clock());
    var outboxLease = new LeaderLease(leases, "outbox", host.clock());
    resender =
        new OutboxRelay(
            vertx,
            outbox,
            outboxLease,
            guard("outbox", OutboxRelay.PATIENCE, outboxLease),
            notifier,
            host.meters(),
            host.clock());
    host.meters().gauge("webhook_under_way", receiver, WebhookReceiver::underWay);
    host.meters().gauge("helix_calls_waiting", helix, HelixClient::waiting);
    FunctionCounter.builder("webhook_channels_ignored", interest, WatchedStreamers::ignoredChannels)
        .description("Occupied Pusher channels that were left out for lack of room")
        .register(host.meters());
    if (vertx.isClustered()) {
      resender.start();
    }
    rounds.start();
    webSub.start();
    chat =
        new ChatReader(
            vertx,
            new ChatReader.Addresses(config.helix(), config.eventSub()),
            lenders,
            new LeaderLease(leases, "chat", host.clock()),
            interest::wanted,
            notices::accept,
            host);
    chat.start();
    consumers.add(Contracts.HANDOVER.subscribe(bus, it -> copies.expect()));
    consumers.add(
        Contracts.SUBSCRIPTIONS_ENDED.subscribe(
            bus,
            ended -> {
              memory.ended(ended);
              if (ended.givenUp()) {
                interest.givenUp(ended.streamerId());
              }
            }));
    if (config.pusher()) {
      consumers.add(Contracts.CHANNEL_OCCUPANCY.subscribe(bus, interest::occupancy));
    }
    consumers.add(
        Contracts.STREAMER_WATCHED.subscribe(
            bus,
            it -> {
              interest.watched(it.id(), it.login());
              limit.watched(it.viewerId(), it.login());
            }));
    var desk =
        new WatchService(
            directory,
            subscriptions,
            limit,
            new ViewerQuota(host.clock()),
            watched -> Contracts.STREAMER_WATCHED.publish(bus, watched),
            () -> rounds.soon(),
            Timers.of(vertx),
            host.clock());
    return serve(desk, subscriptions);
  }

  private Future<?> serve(WatchService desk, SubscriptionProvisioner subscriptions) {
    var bus = vertx.eventBus();
    consumers.add(Contracts.INGEST_WEBHOOK.serve(bus, receiver::receive));
    consumers.add(Contracts.VERIFY_INTENT.serve(bus, webSub::verify));
    consumers.add(Contracts.WATCH_STREAMER.serve(bus, question -> watch(desk, question)));
    consumers.add(Contracts.RENEW_WATCH.serve(bus, desk::renew));
    consumers.add(Contracts.UNWATCH_STREAMER.serve(bus, question -> unwatch(desk, question)));
    consumers.add(Contracts.CHAT_LENDER.subscribe(bus, chat::heard));
    consumers.add(Contracts.LENDER_GONE.subscribe(bus, chat::gone));
    consumers.add(Contracts.FIND_STREAMERS.serve(bus, desk::find));
    consumers.add(Contracts.FIND_STREAMS.serve(bus, desk::streams));
    consumers.add(Contracts.SUBSCRIPTION_CONFIRMED.subscribe(bus, subscriptions::confirmed));
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList());
  }

  private Future<WatchedStreamer> watch(WatchService desk, WatchStreamer question) {
    return desk.watch(question)
        .onSuccess(
            watched -> {
              if (question.lender() != null && !watched.streamer().id().isEmpty()) {
                chat.watched(
                    new ChatTokenOwner(
                        watched.streamer().id(),
                        watched.streamer().login(),
                        new Secret(question.viewerId()),
                        question.lender()));
              }
            });
  }

  private Future<Done> unwatch(WatchService desk, UnwatchStreamer question) {
    if (question.lender() != null) {
      chat.left(question.login(), new Secret(question.viewerId()), question.lender());
    }
    return desk.unwatch(question);
  }

  /** Takes nothing new, ends what it has, hands over the outbox. */
  @Override
  public Future<?> stop() {
    host.readiness().unregister(TWITCH);
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
        .otherwiseEmpty()
        .eventually(chat::stop)
        .eventually(webSub::stop)
        .compose(unregistered -> drain(host.clock().instant().plus(LONGEST_DRAIN)))
        .eventually(resender::stop)
        .eventually(rounds::stop)
        .onComplete(stopped -> helix.close());
  }

  private Future<Void> drain(Instant deadline) {
    return Sequentially.repeat(
        () ->
            receiver.underWay() + notices.underWay() == 0
                    || host.clock().instant().isAfter(deadline)
                ? Future.succeededFuture(false)
                : vertx.timer(50, MILLISECONDS).map(true));
  }

  /** A process whose round hangs leaves the job to another. */
  private RoundGuard guard(String work, Duration patience, LeaderLease lease) {
    return new RoundGuard(vertx, work, patience, host.meters(), lease::stepDown);
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
