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

/** Webhooks of Pusher, and the authorization of private channels. */
public final class PusherRoutes {
  private static final int WEBHOOK_LIMIT = 64 * 1024;

  private final EventBus bus;
  private final RequestBodies bodies;
  private final Optional<String> key;
  private final CallLimit webhooks;
  private final ModeratorRole role;

  /**
   * @param key the key of our app at Pusher; empty without Pusher
   * @param max the maximum number of webhooks that wait for the notifier
   */
  public PusherRoutes(EventBus bus, RequestBodies bodies, Optional<String> key, int max) {
    this.bus = bus;
    this.bodies = bodies;
    this.key = key;
    this.webhooks = new CallLimit(max);
    this.role = new ModeratorRole(bus);
  }

  public void mount(ApiOperations operations) {
    operations.mountUnchecked("receivePusherWebhook", this::receive);
    operations.answer("authorizeChannel", this::authorize);
  }

  private void receive(RoutingContext context) {
    var request = context.request();
    RequestBodies.expectJson(request.headers());
    var claimedKey = request.getHeader("X-Pusher-Key");
    var signature = request.getHeader("X-Pusher-Signature");
    if (!PusherWebhook.mayBeGenuine(claimedKey, signature, requireKey())) {
      throw RejectedRequest.pusherSignature();
    }
    bodies
        .read(
            request, WEBHOOK_LIMIT, body -> forward(new PusherWebhook(claimedKey, signature, body)))
        .onSuccess(done -> ApiResponses.write(context.response(), done))
        .onFailure(context::fail);
  }

  private Future<Done> forward(PusherWebhook webhook) {
    return webhooks.call(() -> Contracts.PUSHER_WEBHOOK.ask(bus, webhook));
  }

  /**
   * Authorizes a channel. Viewers may subscribe only to the private channel of their own stream,
   * and as a moderator to their own channel of the stream that they moderate now.
   */
  private Future<ChannelAuthorization> authorize(ApiRequest request) {
    var channel = request.value("channel_name");
    var own = request.viewer().login();
    requireKey();
    return mayListen(request, channel)
        .compose(
            allowed ->
                allowed
                    ? Contracts.AUTHORIZE_CHANNEL.ask(
                        bus, new AuthorizeChannel(request.value("socket_id"), channel))
                    : Future.failedFuture(
                        new BusFailure(
                            Reason.FORBIDDEN,
                            "You may subscribe only to the private channel of your own stream, and"
                                + " to your channel of a stream that you moderate.")));
  }

  private Future<Boolean> mayListen(ApiRequest request, String channel) {
    var viewer = request.viewer();
    if (channel.equals(ChannelNames.privateChannel(viewer.login()))) {
      return Future.succeededFuture(request.mayConcern(viewer.login()));
    }
    return ChannelNames.loginOf(channel)
        .filter(request::mayConcern)
        .filter(login -> channel.equals(ChannelNames.moderatorChannel(login, viewer.id())))
        .map(login -> role.moderates(request.session(), login))
        .orElseGet(() -> Future.succeededFuture(false));
  }

  private String requireKey() {
    return key.orElseThrow(() -> new BusFailure(Reason.NOT_FOUND, "This site has no live feed."));
  }
}
