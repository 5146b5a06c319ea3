package dev.streamviewer.sandbox.pusher.http;

import dev.streamviewer.sandbox.pusher.channel.ChannelInfo;
import dev.streamviewer.sandbox.pusher.channel.ChannelName;
import dev.streamviewer.sandbox.pusher.channel.PusherChannel;
import dev.streamviewer.sandbox.pusher.channel.PusherChannels;
import dev.streamviewer.sandbox.pusher.channel.PusherConnections;
import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Routes of the HTTP API that list occupied channels and their members, and that close a user's
 * sockets.
 */
public final class ChannelRoutes {
  private final PusherChannels channels;
  private final PusherConnections connections;
  private final ChannelInfo info;

  public ChannelRoutes(PusherChannels channels, PusherConnections connections, ChannelInfo info) {
    this.channels = channels;
    this.connections = connections;
    this.info = info;
  }

  public void mount(Router router) {
    router.get("/apps/:app/channels").handler(this::list);
    router.get("/apps/:app/channels/:channel").handler(this::describe);
    router.get("/apps/:app/channels/:channel/users").handler(this::users);
    router.post("/apps/:app/users/:user/terminate_connections").handler(this::terminate);
  }

  private void list(RoutingContext ctx) {
    var prefix = parameter(ctx, "filter_by_prefix");
    var wanted = ChannelInfo.attributes(parameter(ctx, "info"));
    if (!Set.of("user_count").containsAll(wanted)) {
      throw new ApiError(400, "info must be user_count for a list of channels");
    }
    if (!wanted.isEmpty() && !prefix.startsWith("presence-")) {
      throw new ApiError(
          400, "user_count may only be requested for presence channels: filter_by_prefix");
    }
    var found = new JsonObject();
    channels.all().stream()
        .map(PusherChannel::name)
        .filter(name -> name.value().startsWith(prefix))
        .forEach(name -> found.put(name.value(), info.describe(name, wanted)));
    ctx.json(new JsonObject().put("channels", found));
  }

  private void describe(RoutingContext ctx) {
    var name = ChannelName.orRefuse(ctx.pathParam("channel"));
    var occupied = channels.find(name.value()).isPresent();
    ctx.json(
        new JsonObject()
            .put("occupied", occupied)
            .mergeIn(info.describe(name, ChannelInfo.attributes(parameter(ctx, "info")))));
  }

  private void users(RoutingContext ctx) {
    var name = ChannelName.orRefuse(ctx.pathParam("channel"));
    if (!name.isPresence()) {
      throw new ApiError(400, "Users can only be retrieved for presence channels");
    }
    var users = new JsonArray();
    channels
        .find(name.value())
        .ifPresent(
            c -> c.members().keySet().forEach(id -> users.add(new JsonObject().put("id", id))));
    ctx.json(new JsonObject().put("users", users));
  }

  private void terminate(RoutingContext ctx) {
    connections.terminate(ctx.pathParam("user"));
    ctx.json(new JsonObject());
  }

  private static String parameter(RoutingContext ctx, String name) {
    var value = ctx.queryParams().get(name);
    return value == null ? "" : value;
  }
}
