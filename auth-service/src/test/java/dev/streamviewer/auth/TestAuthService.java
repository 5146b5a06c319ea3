package dev.streamviewer.auth;

import static dev.streamviewer.testing.Await.failure;
import static dev.streamviewer.testing.Await.value;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.contract.auth.AppTokenRequest;
import dev.streamviewer.platform.contract.auth.BeginLogin;
import dev.streamviewer.platform.contract.auth.ChatToken;
import dev.streamviewer.platform.contract.auth.CompleteLogin;
import dev.streamviewer.platform.contract.auth.EndSession;
import dev.streamviewer.platform.contract.auth.FindFollowedStreams;
import dev.streamviewer.platform.contract.auth.FindSession;
import dev.streamviewer.platform.contract.auth.GetChatToken;
import dev.streamviewer.platform.contract.auth.LoginRedirect;
import dev.streamviewer.platform.contract.auth.LoginResult;
import dev.streamviewer.platform.contract.auth.Session;
import dev.streamviewer.platform.contract.auth.ValidateSessions;
import dev.streamviewer.platform.contract.overlay.CreateOverlay;
import dev.streamviewer.platform.contract.overlay.EndOverlay;
import dev.streamviewer.platform.contract.overlay.FindOverlay;
import dev.streamviewer.platform.contract.overlay.FindOverlays;
import dev.streamviewer.platform.contract.overlay.NewOverlay;
import dev.streamviewer.platform.contract.overlay.OverlayRights;
import dev.streamviewer.platform.contract.overlay.Overlays.Overlay;
import dev.streamviewer.platform.contract.streamer.FoundStreams;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.HealthChecks;
import java.time.Duration;
import java.util.List;

/** The auth service on a test clock, with calls over the bus, against the sandbox's Twitch. */
public final class TestAuthService {
  private final TestClock clock = new TestClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Vertx vertx;
  private final EventBus bus;
  private final TestTwitch twitch;
  private final ServiceContext context;
  private String deployment;

  private TestAuthService(Vertx vertx, TestTwitch twitch) {
    this.vertx = vertx;
    this.bus = vertx.eventBus();
    this.twitch = twitch;
    this.context =
        new ServiceContext(meters, HealthChecks.create(vertx), clock, "test", Cluster.NONE);
  }

  public static TestAuthService start(Vertx vertx) {
    Contracts.register(vertx.eventBus());
    var service = new TestAuthService(vertx, TestTwitch.start(vertx));
    service.deploy();
    return service;
  }

  public void deploy() {
    deployment = value(vertx.deployVerticle(new AuthVerticle(twitch.config(), context)));
  }

  public void undeploy() {
    value(vertx.undeploy(deployment));
  }

  /** Starts the service as another process would, which shares the sessions. */
  public void deployAnother() {
    var another =
        new ServiceContext(
            new SimpleMeterRegistry(), HealthChecks.create(vertx), clock, "", Cluster.NONE);
    value(vertx.deployVerticle(new AuthVerticle(twitch.config(), another)));
  }

  public TestTwitch twitch() {
    return twitch;
  }

  public EventBus bus() {
    return bus;
  }

  public void advance(Duration time) {
    clock.advance(time);
  }

  public double counted(String name, String tag, String tagValue) {
    return meters.counter(name, tag, tagValue).count();
  }

  public LoginRedirect begin(BeginLogin question) {
    return value(Contracts.BEGIN_LOGIN.ask(bus, question));
  }

  /** Begins a sign-in that opens {@code tfue} afterwards. */
  public LoginRedirect begin() {
    return begin(new BeginLogin(null, "tfue", false, false, false));
  }

  public LoginResult complete(CompleteLogin answer) {
    return value(Contracts.COMPLETE_LOGIN.ask(bus, answer));
  }

  /** Sends the callback of a sign-in without waiting for the result. */
  public Future<LoginResult> completing(LoginRedirect redirect, String code) {
    var state = parameter(redirect, "state");
    return Contracts.COMPLETE_LOGIN.ask(
        bus, new CompleteLogin(new Secret(code), state, null, redirect.browser()));
  }

  /** Completes a sign-in with a code. */
  public LoginResult complete(LoginRedirect redirect, String code) {
    return value(completing(redirect, code));
  }

  /** Signs {@code ninja} in. */
  public LoginResult signIn(String... scopes) {
    var redirect = begin();
    return complete(redirect, twitch.consent(redirect.location(), scopes));
  }

  public Future<Session> find(Secret cookie) {
    return Contracts.FIND_SESSION.ask(bus, new FindSession(cookie));
  }

  public Future<Done> end(Secret cookie) {
    return Contracts.END_SESSION.ask(bus, new EndSession(cookie));
  }

  public Future<Done> validate(String viewerId) {
    return Contracts.VALIDATE_SESSIONS.ask(bus, new ValidateSessions(viewerId));
  }

  public Future<AppToken> appToken(Secret rejected) {
    return Contracts.APP_TOKEN.ask(bus, new AppTokenRequest(rejected));
  }

  public Future<ChatToken> chatToken(Secret lender, Secret rejected) {
    return Contracts.CHAT_TOKEN.ask(bus, new GetChatToken(lender, rejected));
  }

  public Future<FoundStreams> followed(Secret cookie) {
    return Contracts.FIND_FOLLOWED_STREAMS.ask(bus, new FindFollowedStreams(cookie));
  }

  public Future<NewOverlay> createOverlay(Secret cookie, String streamer) {
    return Contracts.CREATE_OVERLAY.ask(bus, new CreateOverlay(cookie, streamer));
  }

  public Future<OverlayRights> overlay(Secret token) {
    return Contracts.FIND_OVERLAY.ask(bus, new FindOverlay(token));
  }

  public Future<Done> endOverlay(String viewerId, String streamer) {
    return Contracts.END_OVERLAY.ask(bus, new EndOverlay(viewerId, streamer));
  }

  public List<Overlay> overlays(String viewerId) {
    return value(Contracts.FIND_OVERLAYS.ask(bus, new FindOverlays(viewerId))).overlays();
  }

  public boolean isReady() {
    return value(context.readiness().checkStatus()).getUp();
  }

  /** Returns the data of the readiness check of the app token. */
  public JsonObject appTokenCheck() {
    return value(context.readiness().checkStatus("app-token")).getData();
  }

  /** Returns the reason of a request that must fail. */
  public static Reason reason(Future<?> request) {
    return failure(request, BusFailure.class).reason();
  }

  /** Returns a query parameter of a redirect; empty if there is none. */
  public static String parameter(LoginRedirect redirect, String name) {
    return new QueryStringDecoder(redirect.location())
        .parameters()
        .getOrDefault(name, List.of(""))
        .get(0);
  }
}
