package dev.streamviewer.sandbox.control;

import dev.streamviewer.sandbox.twitch.FakeTwitch;
import dev.streamviewer.sandbox.twitch.websocket.SocketSession;
import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Causes faults in sessions of EventSub's WebSocket server: {@code /sandbox/websockets}. */
final class SocketControl {
  private static final Set<String> SELECTORS = Set.of("session", "user");
  private static final int ABNORMAL_CLOSURE = 1006;

  private final FakeTwitch twitch;

  SocketControl(FakeTwitch twitch) {
    this.twitch = twitch;
  }

  void mount(Router router) {
    router.post("/sandbox/websockets/reconnect").handler(this::reconnect);
    router.post("/sandbox/websockets/close").handler(this::close);
    router.post("/sandbox/websockets/silence").handler(this::silence);
  }

  private void reconnect(RoutingContext ctx) {
    each(ctx, ControlInput.from(ctx, SELECTORS), twitch::move);
  }

  /** Closes a session. For 1006 the connection is cut, as no close frame can carry that code. */
  private void close(RoutingContext ctx) {
    var input = ControlInput.from(ctx, with("code"));
    var code = input.number("code", 4000, 1000, 4999);
    each(
        ctx,
        input,
        session -> {
          if (code == ABNORMAL_CLOSURE) {
            twitch.sockets().cut(session);
          } else {
            twitch.sockets().close(session, code, "Closed by the sandbox");
          }
        });
  }

  private void silence(RoutingContext ctx) {
    var input = ControlInput.from(ctx, with("on"));
    var on = input.flag("on", true);
    each(ctx, input, session -> twitch.sockets().silence(session, on));
  }

  JsonArray state() {
    return new JsonArray(twitch.sockets().sessions().stream().map(this::describe).toList());
  }

  private JsonObject describe(SocketSession session) {
    return new JsonObject()
        .put("id", session.id())
        .put("user", userOf(session))
        .put("connectedAt", session.connectedAt().toString())
        .put("keepaliveSeconds", session.keepaliveSeconds())
        .put("subscriptions", twitch.subscriptions().on(session.id()).size())
        .put("state", session.isSilent() ? "silent" : session.isMoving() ? "moving" : "open");
  }

  private void each(RoutingContext ctx, ControlInput input, Consumer<SocketSession> order) {
    var chosen = chosen(input);
    chosen.forEach(order);
    ctx.json(new JsonObject().put("sessions", chosen.size()));
  }

  private List<SocketSession> chosen(ControlInput input) {
    var id = input.optionalText("session");
    var user = input.optionalText("user");
    var chosen =
        twitch.sockets().sessions().stream()
            .filter(session -> id.isEmpty() || id.get().equals(session.id()))
            .filter(session -> user.isEmpty() || user.get().equals(userOf(session)))
            .toList();
    if (chosen.isEmpty() && (id.isPresent() || user.isPresent())) {
      throw new ApiError(404, "No WebSocket session is open for " + id.or(() -> user).get());
    }
    return chosen;
  }

  /**
   * Returns the login of the session's subscriber; empty if the session has no subscription yet.
   */
  private String userOf(SocketSession session) {
    return twitch.subscriptions().on(session.id()).stream()
        .findFirst()
        .flatMap(subscription -> twitch.world().withId(subscription.ownerId()))
        .map(owner -> owner.user().login())
        .orElse("");
  }

  private static Set<String> with(String field) {
    var fields = new HashSet<>(SELECTORS);
    fields.add(field);
    return fields;
  }
}
