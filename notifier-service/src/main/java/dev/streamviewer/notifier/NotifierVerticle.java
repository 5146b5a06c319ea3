package dev.streamviewer.notifier;

import dev.streamviewer.platform.contract.AuthorizeChannel;
import dev.streamviewer.platform.contract.ChannelAuthorization;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.PusherWebhook;
import dev.streamviewer.platform.launch.Host;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Wires the notifier. All its state lives on the one context of this verticle. */
final class NotifierVerticle extends VerticleBase {
  private static final int CAPACITY = 10_000;
  private static final int PARALLEL_CALLS = 16;
  private static final Duration REPORT = Duration.ofMinutes(1);

  private final NotifierConfig config;
  private final Host host;
  private PusherClient pusher;
  private PusherWebhooks webhooks;

  NotifierVerticle(NotifierConfig config, Host host) {
    this.config = config;
    this.host = host;
  }

  @Override
  public Future<?> start() {
    var bus = vertx.eventBus();
    var credentials = new PusherCredentials();
    pusher = new PusherClient(vertx, config, PARALLEL_CALLS);
    webhooks = new PusherWebhooks(config, host.clock());
    var queue =
        new DeliveryQueue(
            pusher::publish,
            credentials,
            new DeliveryMeters(host.meters()),
            host.clock(),
            CAPACITY,
            PARALLEL_CALLS);
    var history = new EventHistory();
    var notifier = new Notifier(history, queue);
    var reports = new OccupancyReports(pusher, credentials, host.clock());

    host.meters().gauge("notifier_queue", queue, DeliveryQueue::waiting);
    host.readiness().register("pusher-credentials", credentials::check);
    vertx.setPeriodic(0, REPORT.toMillis(), timer -> report(reports));
    return Future.all(
        Contracts.DELIVER_EVENT.serve(bus, notifier::deliver).completion(),
        Contracts.RECENT_EVENTS
            .serve(bus, question -> Future.succeededFuture(history.find(question)))
            .completion(),
        Contracts.AUTHORIZE_CHANNEL.serve(bus, this::authorize).completion(),
        Contracts.PUSHER_WEBHOOK.serve(bus, this::webhook).completion());
  }

  @Override
  public Future<?> stop() {
    pusher.close();
    return Future.succeededFuture();
  }

  private Future<ChannelAuthorization> authorize(AuthorizeChannel question) {
    var answer = new JsonObject(pusher.authenticate(question.socketId(), question.channel()));
    return Future.succeededFuture(new ChannelAuthorization(answer.getString("auth")));
  }

  private Future<Done> webhook(PusherWebhook webhook) {
    Contracts.CHANNEL_OCCUPANCY.publish(vertx.eventBus(), webhooks.read(webhook));
    return Future.succeededFuture(new Done());
  }

  private void report(OccupancyReports reports) {
    reports
        .ask()
        .onSuccess(
            report ->
                report.ifPresent(it -> Contracts.CHANNEL_OCCUPANCY.publish(vertx.eventBus(), it)));
  }
}
