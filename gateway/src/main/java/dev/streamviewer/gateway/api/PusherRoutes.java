package dev.streamviewer.gateway.api;

import dev.streamviewer.gateway.http.CallLimit;
import dev.streamviewer.gateway.http.RejectedRequest;
import dev.streamviewer.gateway.http.RequestBodies;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.event.AuthorizeChannel;
import dev.streamviewer.platform.contract.event.ChannelAuthorization;
import dev.streamviewer.platform.contract.event.ChannelNames;
import dev.streamviewer.platform.contract.event.PusherWebhook;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What Pusher sends, and what it wants to know of who listens. */
public final class PusherRoutes {
  private static final int WEBHOOK_LIMIT = 64 * 1024;

  private final EventBus bus;
  private final RequestBodies bodies;
  private final Optional<String> key;
  private final CallLimit webhooks;

  /**
   * @param key of our app at Pusher; empty if there is no Pusher
   * @param most how many webhooks may wait for the notifier at a time
   */
  public PusherRoutes(EventBus bus, RequestBodies bodies, Optional<String> key, int most) {
    this.bus = bus;
    this.bodies = bodies;
    this.key = key;
    this.webhooks = new CallLimit(most);
  }

  public void mount(ApiOperations operations) {
    operations.direct("receivePusherWebhook", this::receive);
    operations.answer("authorizeChannel", this::authorize);
  }

  private void receive(RoutingContext context) {
    var request = context.request();
    RequestBodies.expectJson(request);
    var claimed = request.getHeader("X-Pusher-Key");
    var signature = request.getHeader("X-Pusher-Signature");
    if (!PusherWebhook.mayBeGenuine(claimed, signature, ourKey())) {
      throw RejectedRequest.pusherSignature();
    }
    bodies
        .read(request, WEBHOOK_LIMIT, body -> tell(new PusherWebhook(claimed, signature, body)))
        .onSuccess(done -> ApiResponses.write(context.response(), done))
        .onFailure(context::fail);
  }

  private Future<Done> tell(PusherWebhook webhook) {
    return webhooks.call(() -> Contracts.PUSHER_WEBHOOK.ask(bus, webhook));
  }

  /** The one private channel that anyone may hear is their own. */
  private Future<ChannelAuthorization> authorize(ApiRequest request) {
    var channel = request.value("channel_name");
    ourKey();
    return channel.equals(ChannelNames.privateChannel(request.viewer().login()))
        ? Contracts.AUTHORIZE_CHANNEL.ask(
            bus, new AuthorizeChannel(request.value("socket_id"), channel))
        : Future.failedFuture(
            new BusFailure(
                Reason.FORBIDDEN,
                "You may listen to the private channel of your own stream only."));
  }

  private String ourKey() {
    return key.orElseThrow(() -> new BusFailure(Reason.NOT_FOUND, "This site has no live feed."));
  }
}
