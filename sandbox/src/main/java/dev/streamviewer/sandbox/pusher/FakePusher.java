package dev.streamviewer.sandbox.pusher;

import dev.streamviewer.sandbox.pusher.channel.ChannelAuth;
import dev.streamviewer.sandbox.pusher.channel.ChannelInfo;
import dev.streamviewer.sandbox.pusher.channel.ChannelOccupancyReports;
import dev.streamviewer.sandbox.pusher.channel.EventCache;
import dev.streamviewer.sandbox.pusher.channel.PublishedEvent;
import dev.streamviewer.sandbox.pusher.channel.PusherChannels;
import dev.streamviewer.sandbox.pusher.channel.PusherConnections;
import dev.streamviewer.sandbox.pusher.channel.PusherOptions;
import dev.streamviewer.sandbox.pusher.channel.WebhookSender;
import dev.streamviewer.sandbox.pusher.http.ChannelRoutes;
import dev.streamviewer.sandbox.pusher.http.PublishRoutes;
import dev.streamviewer.sandbox.pusher.http.RequestSignature;
import dev.streamviewer.sandbox.pusher.socket.PusherSocketRoutes;
import dev.streamviewer.sandbox.pusher.socket.SocketProtocol;
import dev.streamviewer.sandbox.wire.ActiveFaults;
import dev.streamviewer.sandbox.wire.ApiError;
import dev.streamviewer.sandbox.wire.BoundedHistory;
import dev.streamviewer.sandbox.wire.InjectedFault;
import dev.streamviewer.sandbox.wire.InjectedFault.Mode;
import dev.streamviewer.sandbox.wire.InjectedFault.Target;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.time.Clock;

/**
 * The stand-in for Pusher. All its state is confined to the event loop of the verticle that creates
 * it.
 */
public final class FakePusher {
  private static final long MAX_BODY = 1024 * 1024;
  private static final int GOING_AWAY = 1001;

  private final Vertx vertx;
  private final PusherOptions options;
  private final Clock clock;
  private final ActiveFaults faults;
  private final WebhookSender webhooks;
  private final ChannelOccupancyReports occupancy;
  private final PusherChannels channels;
  private final PusherConnections connections = new PusherConnections();
  private final BoundedHistory<PublishedEvent> published = new BoundedHistory<>(500);

  public FakePusher(Vertx vertx, PusherOptions options, Clock clock) {
    this.vertx = vertx;
    this.options = options;
    this.clock = clock;
    faults = new ActiveFaults(vertx);
    webhooks = new WebhookSender(vertx, options.app(), clock, options.webhookPause());
    occupancy = new ChannelOccupancyReports(vertx, webhooks, options.vacatedDelay());
    channels = new PusherChannels(new EventCache(clock), occupancy);
  }

  public void mount(Router router) {
    var protocol = new SocketProtocol(channels, new ChannelAuth(options.app()), occupancy, clock);
    new PusherSocketRoutes(options, connections, channels, protocol, faults, clock).mount(router);

    router.route().failureHandler(FakePusher::fail);
    router
        .route("/apps/:app/*")
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
        .handler(faults.gate(Target.PUSHER))
        .handler(new RequestSignature(options.app(), clock));
    var info = new ChannelInfo(channels);
    new PublishRoutes(channels, info, published, clock).mount(router);
    new ChannelRoutes(channels, connections, info).mount(router);
  }

  /** Answers a failure in plain text, as Pusher does. */
  private static void fail(RoutingContext ctx) {
    var error = ApiError.of(ctx);
    ctx.response()
        .setStatusCode(error.status())
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .end(error.getMessage() + "\n");
  }

  /** Starts the timer, which ends with the verticle. */
  public void start() {
    var activity = options.activityTimeout();
    vertx.setPeriodic(
        Math.max(10, Math.min(1_000, activity.toMillis() / 4)),
        tick -> connections.checkActivity(clock.instant(), activity, options.pongTimeout()));
  }

  /** Announces the shutdown to all sockets, so that pages reconnect after a second. */
  public Future<Void> close() {
    connections.closeAll(GOING_AWAY, "Going away");
    return webhooks.close();
  }

  public void webhooksTo(URI target) {
    webhooks.sendTo(target);
  }

  /** Switches a fault on. A fault that closes or refuses sockets also closes open sockets. */
  public void disturb(InjectedFault fault) {
    faults.add(fault);
    if (fault.mode() == Mode.CLOSE) {
      disconnect(fault.code());
    } else if (fault.mode() == Mode.REFUSE) {
      disconnect(GOING_AWAY);
    }
  }

  public int disconnect(int code) {
    return connections.closeAll(code, "Closed by the sandbox");
  }

  public ActiveFaults faults() {
    return faults;
  }

  public void forgetPublished() {
    published.clear();
  }

  /** Returns the state that people and tests may inspect. */
  public JsonObject state(int limit) {
    var occupied = new JsonArray();
    channels
        .all()
        .forEach(
            channel ->
                occupied.add(
                    new JsonObject()
                        .put("name", channel.name().value())
                        .put("subscribers", channel.listenerCount())));
    var target = webhooks.target();
    return new JsonObject()
        .put("connections", connections.count())
        .put("channels", occupied)
        .put(
            "publishes",
            new JsonArray(published.newest(limit).stream().map(PublishedEvent::toJson).toList()))
        .put("webhookUrl", target == null ? null : target.toString())
        .put("webhooks", new JsonArray(webhooks.newest(limit)));
  }
}
