package dev.streamviewer.sandbox.control;

import dev.streamviewer.sandbox.twitch.FakeTwitch;
import dev.streamviewer.sandbox.twitch.delivery.SentMessage;
import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.TwitchUser;
import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/**
 * Controls accounts, consent and the lifetime of tokens: {@code /sandbox/users} and {@code
 * /sandbox/tokens}.
 */
final class PeopleControl {
  private static final Set<String> FIELDS = Set.of("login", "name", "id");

  private final FakeTwitch twitch;

  PeopleControl(FakeTwitch twitch) {
    this.twitch = twitch;
  }

  void mount(Router router) {
    router.post("/sandbox/users").handler(this::add);
    router.delete("/sandbox/users/:login").handler(this::remove);
    router.put("/sandbox/users/:login/follows").handler(this::follow);
    var role = "/sandbox/users/:login/moderators/:moderator";
    router.put(role).handler(this::appoint);
    router.delete(role).handler(this::removeModerator);
    router.post("/sandbox/users/:login/disconnect").handler(this::disconnect);
    router.post("/sandbox/tokens/expire").handler(this::expire);
  }

  private void add(RoutingContext ctx) {
    var input = ControlInput.from(ctx, FIELDS);
    var login = input.text("login");
    if (!login.matches("[a-z0-9_]{1,25}")) {
      throw ControlInput.wrong("login", login, "1 to 25 of a-z, 0-9 and _");
    }
    var id = input.optionalText("id").orElseGet(() -> Integer.toString(100_000 + number(login)));
    if (!id.matches("\\d{1,20}")) {
      throw ControlInput.wrong("id", id, "digits");
    }
    var user =
        new TwitchUser(
            id,
            login,
            input.optionalText("name").orElse(login),
            "Added on the control page",
            number(login) % 360,
            true);
    var category = twitch.world().categories().get(0);
    if (!twitch
        .world()
        .add(
            new SandboxStreamer(
                user, "Hello there", category, "en", List.of("Hello there"), null))) {
      throw new ApiError(409, "The login or the id exists, or the sandbox has too many accounts");
    }
    ctx.response().setStatusCode(201);
    ctx.json(new JsonObject().put("id", id).put("login", login).put("name", user.name()));
  }

  private void remove(RoutingContext ctx) {
    ctx.json(new JsonObject().put("revocations", twitch.remove(user(ctx)).size()));
  }

  private void appoint(RoutingContext ctx) {
    sent(ctx, twitch.appointModerator(user(ctx), user(ctx, "moderator")));
  }

  private void removeModerator(RoutingContext ctx) {
    sent(ctx, twitch.removeModerator(user(ctx), user(ctx, "moderator")));
  }

  private static void sent(RoutingContext ctx, List<SentMessage> sent) {
    ctx.json(new JsonObject().put("sent", sent.size()));
  }

  private void disconnect(RoutingContext ctx) {
    ctx.json(new JsonObject().put("revocations", twitch.disconnect(user(ctx)).size()));
  }

  /** Replaces the channels that an account follows. */
  private void follow(RoutingContext ctx) {
    var channels = ControlInput.from(ctx, Set.of("channels")).texts("channels");
    twitch.world().follow(user(ctx).id(), channels);
    ctx.json(new JsonObject().put("follows", channels.size()));
  }

  private void expire(RoutingContext ctx) {
    ctx.json(new JsonObject().put("expired", twitch.tokens().expireUserTokens()));
  }

  private TwitchUser user(RoutingContext ctx) {
    return user(ctx, "login");
  }

  private TwitchUser user(RoutingContext ctx, String parameter) {
    var login = ctx.pathParam(parameter);
    return twitch
        .world()
        .withLogin(login)
        .map(SandboxStreamer::user)
        .orElseThrow(() -> new ApiError(404, "No account has the login " + login));
  }

  private static int number(String login) {
    return login.hashCode() & 0x3fffffff;
  }
}
