package dev.streamviewer.webhook;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.batch.BatchedService;
import dev.streamviewer.platform.cluster.LeaderLease;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.auth.ValidateSessions;
import dev.streamviewer.platform.contract.streamer.ModeratorRemoved;
import dev.streamviewer.platform.contract.streamer.UnwatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.platform.contract.webhook.MigrationUnderWay;
import dev.streamviewer.platform.contract.webhook.SubscriptionsEnded;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.webhook.config.WebhookConfig;
import dev.streamviewer.webhook.delivery.OriginalBodies;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.SubscriptionStatus;
import dev.streamviewer.webhook.fact.ChannelMemory;
import dev.streamviewer.webhook.headline.EventStreamers;
import dev.streamviewer.webhook.headline.EventTranslator;
import dev.streamviewer.webhook.moderation.ChannelModerator;
import dev.streamviewer.webhook.moderation.ModeratorRoles;
import dev.streamviewer.webhook.moderation.ModeratorWatches;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import dev.streamviewer.webhook.subscription.ReconcilerSchedule;
import dev.streamviewer.webhook.subscription.SubscriptionModule;
import dev.streamviewer.webhook.subscription.SubscriptionReportCache;
import dev.streamviewer.webhook.websub.WebSub;
import dev.streamviewer.webhook.websub.WebSubConfig;
import io.micrometer.core.instrument.FunctionCounter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the webhook service. All state lives on the one context of this verticle. */
final class WebhookVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(WebhookVerticle.class);

  private static final Duration MAX_DRAIN = Duration.ofSeconds(10);

  private final WebhookConfig config;
  private final Optional<WebSubConfig> hub;
  private final ServiceContext context;
  private final List<MessageConsumer<?>> consumers = new ArrayList<>();
  private WatchedStreamers watchedStreamers;
  private OriginalBodies bodies;
  private ChannelMemory channelMemory;
  private ModeratorWatches moderatorWatches;
  private ModeratorRoles moderatorRoles;
  private EventTranslator translator;
  private SubscriptionReportCache reportCache;
  private HelixModule helix;
  private SubscriptionModule subscriptions;
  private ReconcilerSchedule reconcilerSchedule;
  private DeliveryModule delivery;
  private IngestModule ingest;
  private BatchedService ingestService;
  private WebSub webSub;
  private ChatModule chat;
  private WatchModule watches;

  WebhookVerticle(WebhookConfig config, Optional<WebSubConfig> hub, ServiceContext context) {
    this.config = config;
    this.hub = hub;
    this.context = context;
  }

  @Override
  public Future<?> start() {
    return ClusterMaps.open(vertx)
        .compose(
            maps -> {
              wire(new WebhookResources(vertx, config, hub, context, maps));
              startJobs();
              return serve();
            });
  }

  private void wire(WebhookResources resources) {
    var lease = resources.lease("reconciler");
    watchedStreamers = watchedStreamers();
    moderatorWatches = new ModeratorWatches(context.clock());
    moderatorRoles = moderatorRoles();
    helix = new HelixModule(resources);
    wireSubscriptions(resources, lease);
    delivery = new DeliveryModule(resources);
    bodies = resources.originalBodies();
    channelMemory = resources.channelMemory();
    translator =
        new EventTranslator(
            new EventStreamers(helix.directory(), watchedStreamers::loginsOf),
            channelMemory,
            bodies::keep,
            moderatorWatches::isKnown);
    ingest =
        new IngestModule(
            resources,
            subscriptions,
            delivery,
            translator,
            moderatorRoles,
            this::subscriptionEnded);
    webSub = webSub(resources, lease);
    chat = new ChatModule(resources, delivery, translator, watchedStreamers);
    watches =
        new WatchModule(
            resources,
            helix,
            subscriptions,
            watchedStreamers,
            moderatorRoles,
            reconcilerSchedule::requestRound);
  }

  private ModeratorRoles moderatorRoles() {
    var bus = vertx.eventBus();
    return new ModeratorRoles(
        moderatorWatches,
        question -> Contracts.MODERATED_CHANNELS.ask(bus, question),
        new ModeratorRoles.Signals(
            watched -> Contracts.MODERATOR_WATCHED.publish(bus, watched),
            removed -> Contracts.MODERATOR_REMOVED.publish(bus, removed),
            this::tellFormerModerator));
  }

  private void wireSubscriptions(WebhookResources resources, LeaderLease lease) {
    var bus = vertx.eventBus();
    reportCache =
        new SubscriptionReportCache(
            ended -> Contracts.SUBSCRIPTIONS_ENDED.publish(bus, ended), context.clock());
    var guard = resources.guard("subscriptions", ReconcilerSchedule.STALL_TIMEOUT, lease);
    reconcilerSchedule = new ReconcilerSchedule(vertx, lease, guard);
    subscriptions =
        new SubscriptionModule(
            new SubscriptionModule.Context(
                vertx,
                config,
                context,
                helix.client(),
                helix.directory(),
                watchedStreamers,
                moderatorWatches,
                reportCache),
            new SubscriptionModule.Signals(
                () -> Contracts.HANDOVER.publish(bus, new MigrationUnderWay()),
                reconcilerSchedule::requestRound,
                guard::progress));
  }

  private WatchedStreamers watchedStreamers() {
    var watched =
        config.pusher()
            ? WatchedStreamers.byListeners(context.clock())
            : WatchedStreamers.byRenewals(context.clock());
    FunctionCounter.builder(
            "sev_webhook_channels_ignored", watched, WatchedStreamers::ignoredChannels)
        .description("Occupied Pusher channels ignored because the limit was reached")
        .register(context.meters());
    return watched;
  }

  /** The hub's requests run in the process that holds the reconciler's lease. */
  private WebSub webSub(WebhookResources resources, LeaderLease lease) {
    return new WebSub(
        vertx,
        hub,
        resources.maps().webSub(),
        lease::renew,
        resources.guard("websub", WebSub.STALL_TIMEOUT, lease),
        watchedStreamers::wanted,
        watchedStreamers::isComplete,
        context.clock());
  }

  private void startJobs() {
    if (vertx.isClustered()) {
      delivery.start();
    }
    reconcilerSchedule.start(subscriptions.reconciler());
    webSub.start();
    chat.reader().start();
    watches.start();
  }

  /** Serves the contracts of this service, and follows the topics of others. */
  private Future<?> serve() {
    var bus = vertx.eventBus();
    var service = watches.service();
    ingestService =
        Contracts.INGEST_WEBHOOKS.serve(vertx, context.cluster(), ingest.receiver()::receive);
    serveDetails(bus);
    serveBodies(bus);
    consumers.addAll(
        List.of(
            Contracts.VERIFY_INTENT.serve(bus, webSub::verify),
            Contracts.WATCH_STREAMER.serve(bus, this::watch),
            Contracts.RENEW_WATCH.serve(bus, service::renew),
            Contracts.UNWATCH_STREAMER.serve(bus, this::unwatch),
            Contracts.FIND_STREAMERS.serve(bus, service::find),
            Contracts.FIND_STREAMS.serve(
                bus, question -> service.streams(question).map(delivery::withDelay)),
            Contracts.CHANNEL_UPDATES.subscribe(bus, channelMemory::heard),
            Contracts.STREAMER_WATCHED.subscribe(bus, watches.registry()::heard),
            Contracts.SUBSCRIPTION_CONFIRMED.subscribe(bus, subscriptions.provisioner()::confirmed),
            Contracts.SUBSCRIPTIONS_ENDED.subscribe(bus, this::subscriptionsEnded),
            Contracts.MODERATOR_WATCHED.subscribe(bus, moderatorWatches::heard),
            Contracts.MODERATOR_REMOVED.subscribe(bus, this::roleEnded),
            Contracts.HANDOVER.subscribe(bus, underWay -> delivery.copies().expect()),
            Contracts.CHAT_TOKEN_OWNER.subscribe(bus, chat.reader()::heard),
            Contracts.CHAT_TOKEN_OWNER_GONE.subscribe(bus, chat.reader()::gone)));
    if (config.pusher()) {
      consumers.add(Contracts.CHANNEL_OCCUPANCY.subscribe(bus, watchedStreamers::occupancy));
    }
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList())
        .compose(registered -> ingestService.completion());
  }

  private void serveDetails(EventBus bus) {
    var details = watches.details();
    consumers.addAll(
        List.of(
            Contracts.FIND_POPULAR_STREAMS.serve(bus, details::popular),
            Contracts.FIND_CATEGORIES.serve(bus, details::categories),
            Contracts.FIND_VIDEOS.serve(bus, details::videos),
            Contracts.FIND_SCHEDULE.serve(bus, details::schedule),
            Contracts.FIND_VIEWER_SAMPLES.serve(bus, details::viewerSamples)));
  }

  private void serveBodies(EventBus bus) {
    Contracts.ORIGINAL_BODY_ELSEWHERE
        .serve(
            bus, context.cluster(), question -> Future.succeededFuture(bodies.findHere(question)))
        .ifPresent(consumers::add);
    consumers.add(Contracts.FIND_ORIGINAL_BODY.serve(bus, bodies::find));
  }

  private Future<WatchedStreamer> watch(WatchStreamer request) {
    return watches
        .service()
        .watch(request)
        .onSuccess(watched -> chat.reader().watched(request, watched.streamer()));
  }

  private Future<Done> unwatch(UnwatchStreamer request) {
    chat.reader().left(request);
    return watches.service().unwatch(request);
  }

  private void subscriptionsEnded(SubscriptionsEnded ended) {
    reportCache.ended(ended);
    if (ended.givenUp()) {
      watchedStreamers.givenUp(ended.streamerId());
    }
  }

  /** Deletes the subscriptions of a former moderator at once; one process does. */
  private void roleEnded(ModeratorRemoved removal) {
    moderatorWatches.removed(removal);
    reconcilerSchedule.requestRound();
  }

  /** Tells the pages of a former moderator. */
  private void tellFormerModerator(ChannelModerator former) {
    var now = context.clock().instant();
    var id = "role-ended-" + UUID.randomUUID();
    var pipeline = delivery.pipeline();
    pipeline.handle(
        id,
        () ->
            translator.roleEnded(id, now, former).compose(events -> pipeline.deliver(events, "")));
  }

  private void subscriptionEnded(EventSubSubscription subscription) {
    reportCache.ending(subscription.streamerId());
    reconcilerSchedule.requestRound();
    if (subscription.status() == SubscriptionStatus.MODERATOR_REMOVED
        && !subscription.moderatorId().isEmpty()) {
      moderatorRoles.revoked(ChannelModerator.of(subscription));
    }
    if (subscription.status().endsToken()) {
      subscription.authorizers().forEach(this::validateSessions);
    }
  }

  /** Without an answer the session ends at its hourly validation. */
  private void validateSessions(String viewerId) {
    Contracts.VALIDATE_SESSIONS
        .ask(vertx.eventBus(), new ValidateSessions(viewerId))
        .onFailure(
            failure ->
                log.warn(
                    "The sessions of {} are not validated now: {}",
                    viewerId,
                    failure.getMessage()));
  }

  /** Stops consuming, finishes the work under way, hands over the outbox. */
  @Override
  public Future<?> stop() {
    helix.unregister();
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
        .otherwiseEmpty()
        .eventually(ingestService::leave)
        .eventually(chat.reader()::stop)
        .eventually(webSub::stop)
        .compose(unregistered -> drain(context.clock().instant().plus(MAX_DRAIN)))
        .eventually(delivery.outboxRelay()::stop)
        .eventually(reconcilerSchedule::stop)
        .eventually(watches::stop)
        .eventually(ingestService::close)
        .onComplete(stopped -> helix.close());
  }

  private Future<Void> drain(Instant deadline) {
    return Sequentially.repeat(
        () ->
            ingest.receiver().underWay() + chat.notices().underWay() == 0
                    || context.clock().instant().isAfter(deadline)
                ? Future.succeededFuture(false)
                : vertx.timer(50, MILLISECONDS).map(true));
  }
}
