package dev.streamviewer.gateway;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.bus.Endpoint;
import dev.streamviewer.platform.contract.AuthorizeChannel;
import dev.streamviewer.platform.contract.ChannelAuthorization;
import dev.streamviewer.platform.contract.ChannelNames;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.PusherWebhook;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.ext.web.RoutingContext;

/** What Pusher sends, and what it wants to know of who listens. */
final class PusherRoutes {
  private static final int WEBHOOK_LIMIT = 256 * 1024;

  private final EventBus bus;
  private final Bodies bodies;
  private final boolean enabled;

  /**
   * @param enabled whether there is a Pusher at all
   */
  PusherRoutes(EventBus bus, Bodies bodies, boolean enabled) {
    this.bus = bus;
    this.bodies = bodies;
    this.enabled = enabled;
  }

  void mount(Operations operations) {
    operations.direct("receivePusherWebhook", this::receive);
    operations.answer("authorizeChannel", this::authorize);
  }

  private void receive(RoutingContext context) {
    var request = context.request();
    var key = request.getHeader("X-Pusher-Key");
    var signature = request.getHeader("X-Pusher-Signature");
    bodies
        .readJson(request, WEBHOOK_LIMIT)
        .compose(body -> ask(Contracts.PUSHER_WEBHOOK, new PusherWebhook(key, signature, body)))
        .onSuccess(done -> Answers.write(context.response(), done))
        .onFailure(context::fail);
  }

  /** The one private channel that anyone may hear is their own. */
  private Future<ChannelAuthorization> authorize(ApiRequest request) {
    var channel = request.value("channel_name");
    return channel.equals(ChannelNames.privateChannel(request.viewer().login()))
        ? ask(
            Contracts.AUTHORIZE_CHANNEL, new AuthorizeChannel(request.value("socket_id"), channel))
        : Future.failedFuture(
            new BusFailure(
                Reason.FORBIDDEN,
                "You may listen to the private channel of your own stream only."));
  }

  private <Q, A> Future<A> ask(Endpoint<Q, A> endpoint, Q question) {
    return enabled
        ? endpoint.ask(bus, question)
        : Future.failedFuture(new BusFailure(Reason.NOT_FOUND, "This site has no live feed."));
  }
}
