package dev.streamviewer.sandbox;

import dev.streamviewer.sandbox.control.ControlRoutes;
import dev.streamviewer.sandbox.hub.FakeHub;
import dev.streamviewer.sandbox.pusher.FakePusher;
import dev.streamviewer.sandbox.sns.FakeSns;
import dev.streamviewer.sandbox.twitch.FakeTwitch;
import dev.streamviewer.sandbox.twitch.pages.HtmlPages;
import dev.streamviewer.sandbox.twitch.world.DemoAccounts;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import dev.streamviewer.sandbox.wire.InjectedFault.Mode;
import dev.streamviewer.sandbox.wire.InjectedFault.Target;
import dev.streamviewer.sandbox.wire.ServerBinding;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;

/** Runs both servers on one event loop, which confines all of their state. */
final class SandboxVerticle extends VerticleBase {
  private final SandboxOptions options;
  private final Clock clock;
  private FakeTwitch twitch;
  private FakePusher pusher;
  private FakeHub hub;
  private HttpServer twitchServer;
  private HttpServer pusherServer;

  SandboxVerticle(SandboxOptions options) {
    this.options = options;
    this.clock = options.clock();
  }

  @Override
  public Future<?> start() {
    var world = DemoAccounts.load(vertx, clock);
    var pages = HtmlPages.load(vertx);
    return Future.all(world, pages).compose(read -> serve(world.result(), pages.result()));
  }

  private Future<?> serve(TwitchWorld world, HtmlPages pages) {
    pusher = new FakePusher(vertx, options.pusher(), clock);
    twitch = new FakeTwitch(vertx, options.twitch(), world, pages, clock);
    var sns = new FakeSns(vertx, clock);
    hub = new FakeHub(vertx, clock);
    var twitchRouter = Router.router(vertx);
    var pusherRouter = Router.router(vertx);
    twitch.mount(twitchRouter, this::twitchUrl);
    hub.mount(twitchRouter, this::twitchUrl);
    // SNS first: a handler for all later routes answers Pusher's failures.
    sns.mount(pusherRouter);
    pusher.mount(pusherRouter);
    new ControlRoutes(twitch, pusher, sns, hub, pages.control(), options.publicHost())
        .mount(twitchRouter);
    twitchServer = vertx.createHttpServer().requestHandler(twitchRouter);
    pusherServer =
        vertx
            .createHttpServer()
            .connectionHandler(
                connection ->
                    pusher
                        .faults()
                        .take(Target.PUSHER, Mode.REFUSE, "")
                        .ifPresent(refusing -> connection.close()))
            .requestHandler(pusherRouter);
    return Future.all(
            ServerBinding.on(
                twitchServer,
                options.bindHost(),
                options.twitch().port(),
                "the Twitch stand-in (SANDBOX_TWITCH_PORT)"),
            ServerBinding.on(
                pusherServer,
                options.bindHost(),
                options.pusher().port(),
                "the Pusher stand-in (SANDBOX_PUSHER_PORT)"))
        .onSuccess(
            listening -> {
              twitch.start();
              pusher.start();
            });
  }

  @Override
  public Future<?> stop() {
    return Future.join(pusher.close(), twitch.close(), hub.close());
  }

  String twitchUrl() {
    return "http://" + options.publicHost() + ":" + twitchServer.actualPort();
  }

  String pusherUrl() {
    return "http://" + options.publicHost() + ":" + pusherServer.actualPort();
  }

  int twitchPort() {
    return twitchServer.actualPort();
  }

  int pusherPort() {
    return pusherServer.actualPort();
  }

  void pusherWebhooksTo(URI target) {
    pusher.webhooksTo(target);
  }
}
