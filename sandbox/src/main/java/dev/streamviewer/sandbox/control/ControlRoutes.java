package dev.streamviewer.sandbox.control;

import dev.streamviewer.sandbox.hub.FakeHub;
import dev.streamviewer.sandbox.pusher.FakePusher;
import dev.streamviewer.sandbox.sns.FakeSns;
import dev.streamviewer.sandbox.twitch.FakeTwitch;
import dev.streamviewer.sandbox.twitch.pages.HtmlEscape;
import dev.streamviewer.sandbox.wire.ApiError;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** The control page and its endpoints. */
public final class ControlRoutes {
  private final FakeTwitch twitch;
  private final FakePusher pusher;
  private final FakeSns sns;
  private final FakeHub hub;
  private final String page;
  private final String publicHost;

  public ControlRoutes(
      FakeTwitch twitch,
      FakePusher pusher,
      FakeSns sns,
      FakeHub hub,
      String page,
      String publicHost) {
    this.twitch = twitch;
    this.pusher = pusher;
    this.sns = sns;
    this.hub = hub;
    this.page = page;
    this.publicHost = publicHost;
  }

  /** Mounts the routes after Twitch's, whose body handler they use. */
  public void mount(Router router) {
    router.get("/").handler(ctx -> ctx.redirect("/sandbox"));
    router
        .route("/sandbox*")
        .handler(new SameOriginGuard(publicHost))
        .failureHandler(ControlRoutes::fail);
    var faults = new FaultControl(twitch, pusher, sns);
    faults.mount(router);
    new EventControl(twitch).mount(router);
    new PeopleControl(twitch).mount(router);
    var subscriptions = new SubscriptionControl(twitch);
    subscriptions.mount(router);
    var sockets = new SocketControl(twitch);
    sockets.mount(router);
    var conduits = new ConduitControl(twitch);
    conduits.mount(router);
    new HubControl(hub, twitch.world()).mount(router);
    var state = new StateView(twitch, pusher, sns, hub, faults, subscriptions, sockets, conduits);
    router.get("/sandbox").handler(ctx -> HtmlEscape.guard(ctx, "'none'").end(page));
    router.get("/sandbox/state").handler(state::show);
    router.get("/sandbox/requests").handler(this::requests);
    router.put("/sandbox/demo-life").handler(this::demoLife);
    router.post("/sandbox/reset").handler(this::reset);
  }

  /** Returns the latest requests of each HTTP API. */
  private void requests(RoutingContext ctx) {
    ctx.json(
        new JsonObject()
            .put("oauth", twitch.oauthRequests().toJson())
            .put("helix", twitch.helixRequests().toJson())
            .put("sns", sns.requests().toJson()));
  }

  private void demoLife(RoutingContext ctx) {
    twitch.demoLife().turn(ControlInput.from(ctx, Set.of("on")).flag("on", true));
    ctx.json(new JsonObject().put("on", twitch.demoLife().isOn()));
  }

  /** Clears faults and histories; keeps accounts, tokens and subscriptions. */
  private void reset(RoutingContext ctx) {
    twitch.faults().clear();
    pusher.faults().clear();
    sns.faults().clear();
    twitch.deliveries().clear();
    twitch.oauthRequests().clear();
    twitch.helixRequests().clear();
    pusher.forgetPublished();
    sns.forget();
    hub.reset();
    ctx.response().setStatusCode(204).end();
  }

  /** Answers a failure as problem details (RFC 9457). */
  private static void fail(RoutingContext ctx) {
    var error = ApiError.of(ctx);
    ctx.response()
        .setStatusCode(error.status())
        .putHeader("Content-Type", "application/problem+json")
        .end(
            new JsonObject()
                .put("title", HttpResponseStatus.valueOf(error.status()).reasonPhrase())
                .put("status", error.status())
                .put("detail", error.getMessage())
                .encode());
  }
}
