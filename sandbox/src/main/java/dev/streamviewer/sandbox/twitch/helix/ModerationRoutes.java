package dev.streamviewer.sandbox.twitch.helix;

import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Helix's "Get Moderated Channels". As in Twitch's reference, each lack of permission is 401. */
public final class ModerationRoutes {
  private static final String SCOPE = "user:read:moderated_channels";

  private final TwitchWorld world;

  public ModerationRoutes(TwitchWorld world) {
    this.world = world;
  }

  public void mount(Router router) {
    router.get("/helix/moderation/channels").handler(this::channels);
  }

  private void channels(RoutingContext ctx) {
    var token = HelixAuth.token(ctx);
    var userId = ctx.queryParams().get("user_id");
    if (userId == null || userId.isEmpty()) {
      throw new ApiError(400, "The parameter \"user_id\" is required");
    }
    if (token.isApp()) {
      throw new ApiError(401, "A user access token is required");
    }
    if (!token.scopes().contains(SCOPE)) {
      throw new ApiError(401, "Missing scope: " + SCOPE);
    }
    if (!userId.equals(token.userId())) {
      throw new ApiError(
          401, "The ID in user_id must match the user ID found in the request's OAuth token");
    }
    var moderated =
        world.moderators().channelsOf(userId).stream()
            .flatMap(id -> world.withId(id).stream())
            .toList();
    ctx.json(PageCursor.page(ctx, moderated, ModerationRoutes::view));
  }

  private static JsonObject view(SandboxStreamer channel) {
    return channel.user().as("broadcaster");
  }
}
