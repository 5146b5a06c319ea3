package dev.streamviewer.notifier.pusher;

import dev.streamviewer.notifier.delivery.CredentialCheck;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.event.AuthorizeChannel;
import dev.streamviewer.platform.contract.event.ChannelAuthorization;
import dev.streamviewer.platform.contract.event.PusherWebhook;
import dev.streamviewer.platform.launch.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Bus endpoints for channel authorization and occupancy. */
public final class PusherEndpoints {
  private static final Duration REPORT_INTERVAL = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final PusherClient pusher;
  private final PusherWebhooks webhooks;
  private final OccupancyReports reports;
  private final CredentialCheck credentials;

  public PusherEndpoints(
      Vertx vertx,
      PusherClient pusher,
      PusherConfig config,
      CredentialCheck credentials,
      ServiceContext service) {
    this.vertx = vertx;
    this.pusher = pusher;
    this.credentials = credentials;
    this.webhooks = new PusherWebhooks(config, service.clock());
    this.reports = new OccupancyReports(pusher, service.meters(), service.clock());
  }

  /** Serves the endpoints, and publishes the occupied channels now and every minute. */
  public List<MessageConsumer<?>> open() {
    credentials.probeUntilAccepted(vertx, this::publishReport);
    vertx.setPeriodic(REPORT_INTERVAL.toMillis(), timer -> publishReport());
    return List.of(
        Contracts.AUTHORIZE_CHANNEL.serve(vertx.eventBus(), this::authorize),
        Contracts.PUSHER_WEBHOOK.serve(vertx.eventBus(), this::receiveWebhook));
  }

  private Future<ChannelAuthorization> authorize(AuthorizeChannel question) {
    var answer = new JsonObject(pusher.authenticate(question.socketId(), question.channel()));
    return Future.succeededFuture(new ChannelAuthorization(answer.getString("auth")));
  }

  private Future<Done> receiveWebhook(PusherWebhook webhook) {
    Contracts.CHANNEL_OCCUPANCY.publish(vertx.eventBus(), webhooks.read(webhook));
    return Future.succeededFuture(new Done());
  }

  private void publishReport() {
    reports
        .fetch()
        .onSuccess(
            report ->
                report.ifPresent(it -> Contracts.CHANNEL_OCCUPANCY.publish(vertx.eventBus(), it)));
  }
}
