package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.twitch.delivery.CallbackVerification;
import dev.streamviewer.sandbox.twitch.delivery.DeliveryLog;
import dev.streamviewer.sandbox.twitch.delivery.SentMessage;
import dev.streamviewer.sandbox.twitch.delivery.SubscriptionRevocations;
import dev.streamviewer.sandbox.twitch.demo.DemoTraffic;
import dev.streamviewer.sandbox.twitch.eventsub.ConduitRegister;
import dev.streamviewer.sandbox.twitch.eventsub.EventOrder;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscriptions;
import dev.streamviewer.sandbox.twitch.helix.HelixAuth;
import dev.streamviewer.sandbox.twitch.helix.HelixRoutes;
import dev.streamviewer.sandbox.twitch.helix.HelixViews;
import dev.streamviewer.sandbox.twitch.helix.ModerationRoutes;
import dev.streamviewer.sandbox.twitch.helix.RateLimiter;
import dev.streamviewer.sandbox.twitch.helix.SubscriptionPermissions;
import dev.streamviewer.sandbox.twitch.oauth.AccessTokens;
import dev.streamviewer.sandbox.twitch.oauth.AuthorizationCodes;
import dev.streamviewer.sandbox.twitch.oauth.AuthorizeRoutes;
import dev.streamviewer.sandbox.twitch.oauth.ConsentPage;
import dev.streamviewer.sandbox.twitch.oauth.ConsentRegister;
import dev.streamviewer.sandbox.twitch.oauth.TokenRoutes;
import dev.streamviewer.sandbox.twitch.pages.EmbedRoutes;
import dev.streamviewer.sandbox.twitch.pages.HtmlPages;
import dev.streamviewer.sandbox.twitch.payload.EventPayloads;
import dev.streamviewer.sandbox.twitch.payload.EventPublisher;
import dev.streamviewer.sandbox.twitch.websocket.SocketRoutes;
import dev.streamviewer.sandbox.twitch.websocket.SocketServer;
import dev.streamviewer.sandbox.twitch.websocket.SocketSession;
import dev.streamviewer.sandbox.twitch.world.StreamPlans;
import dev.streamviewer.sandbox.twitch.world.TwitchUser;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import dev.streamviewer.sandbox.twitch.world.VideoArchive;
import dev.streamviewer.sandbox.wire.ActiveFaults;
import dev.streamviewer.sandbox.wire.HelixErrors;
import dev.streamviewer.sandbox.wire.InjectedFault.Target;
import dev.streamviewer.sandbox.wire.RequestLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Wires the stand-in for Twitch. All state belongs to the event loop of the verticle that creates
 * this object.
 */
public final class FakeTwitch {
  private static final long MAX_BODY = 256 * 1024;

  private final TwitchOptions options;
  private final TwitchWorld world;
  private final HtmlPages pages;
  private final ActiveFaults faults;
  private final RequestLog oauthRequests = new RequestLog();
  private final RequestLog helixRequests = new RequestLog();
  private final ConsentRegister consents = new ConsentRegister();
  private final AccessTokens tokens;
  private final EventSubService eventSub;
  private final EventPublisher publisher;
  private final DemoTraffic demoTraffic;
  private final Clock clock;
  private Supplier<String> publicUrl;

  public FakeTwitch(
      Vertx vertx, TwitchOptions options, TwitchWorld world, HtmlPages pages, Clock clock) {
    this.options = options;
    this.world = world;
    this.pages = pages;
    this.clock = clock;
    var random = new Random();
    faults = new ActiveFaults(vertx);
    tokens = new AccessTokens(clock, options.oauth().userTokenLifetime());
    eventSub = new EventSubService(vertx, options.eventSub(), clock);
    publisher =
        new EventPublisher(
            world,
            new EventPayloads(world, clock, random),
            eventSub.broadcaster(),
            eventSub.revocations());
    demoTraffic =
        new DemoTraffic(vertx, world, eventSub.subscriptions(), publisher::publish, clock, random);
  }

  /**
   * Mounts the paths of Twitch.
   *
   * @param publicUrl public address of this server, known once the server listens
   */
  public void mount(Router router, Supplier<String> publicUrl) {
    this.publicUrl = publicUrl;
    var codes = new AuthorizationCodes(clock);
    var clientId = options.oauth().clientId();
    eventSub.mountSockets(router, faults);
    router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
    router.route("/assets/*").handler(StaticHandler.create("sandbox/web").setCachingEnabled(false));
    new EmbedRoutes(world, pages, options.demoLife()).mount(router);

    router
        .route("/oauth2/*")
        .handler(oauthRequests)
        .handler(faults.gate(Target.OAUTH))
        .failureHandler(HelixErrors::oauth);
    new AuthorizeRoutes(
            world, consents, codes, options.oauth(), new ConsentPage(pages.consent(), world))
        .mount(router);
    new TokenRoutes(world, tokens, codes, options.oauth()).mount(router);

    var limiter = new RateLimiter(clock, options.rateLimit());
    router
        .route("/helix/*")
        .handler(helixRequests)
        .handler(faults.gate(Target.HELIX))
        .handler(new HelixAuth(tokens, limiter, clientId))
        .failureHandler(HelixErrors::helix);
    new HelixRoutes(
            world,
            consents,
            new HelixViews(publicUrl),
            new VideoArchive(clock),
            new StreamPlans(clock))
        .mount(router);
    new ModerationRoutes(world).mount(router);
    eventSub.mountHelix(router, new SubscriptionPermissions(world, consents, clientId));
  }

  public void start() {
    eventSub.start();
    demoTraffic.start(options.demoLife());
  }

  public Future<Void> close() {
    return eventSub.close();
  }

  /** Disconnects the application for a user: ends tokens, consent and dependent subscriptions. */
  public List<SentMessage> disconnect(TwitchUser user) {
    tokens.forget(user.id());
    var sent = revocations().consentWithdrawn(user.id());
    consents.withdraw(user.id());
    return sent;
  }

  /**
   * Ends the role of a moderator: tells the broadcaster's subscriptions, and revokes those that the
   * role permitted.
   */
  public List<SentMessage> removeModerator(TwitchUser broadcaster, TwitchUser moderator) {
    return changeModerator("channel.moderator.remove", broadcaster, moderator);
  }

  /** Appoints a moderator, and tells the broadcaster's subscriptions. */
  public List<SentMessage> appointModerator(TwitchUser broadcaster, TwitchUser moderator) {
    return changeModerator("channel.moderator.add", broadcaster, moderator);
  }

  private List<SentMessage> changeModerator(
      String type, TwitchUser broadcaster, TwitchUser moderator) {
    var event = new JsonObject().put("user_login", moderator.login());
    return publisher.publish(EventOrder.of(type, broadcaster.login(), event));
  }

  /** Deletes an account with all tokens, consent and subscriptions. */
  public List<SentMessage> remove(TwitchUser user) {
    tokens.forget(user.id());
    consents.withdraw(user.id());
    world.remove(user.id());
    return revocations().userRemoved(user.id());
  }

  /** Tells the client of a session to reconnect. The new address leads to this server as well. */
  public void move(SocketSession session) {
    var url = "ws" + publicUrl.get().substring("http".length()) + SocketRoutes.PATH;
    sockets().move(session, url);
  }

  public TwitchWorld world() {
    return world;
  }

  public ConsentRegister consents() {
    return consents;
  }

  public AccessTokens tokens() {
    return tokens;
  }

  public EventSubSubscriptions subscriptions() {
    return eventSub.subscriptions();
  }

  public DeliveryLog deliveries() {
    return eventSub.deliveries();
  }

  public ConduitRegister conduits() {
    return eventSub.conduits();
  }

  public SocketServer sockets() {
    return eventSub.sockets();
  }

  public CallbackVerification verification() {
    return eventSub.verification();
  }

  public SubscriptionRevocations revocations() {
    return eventSub.revocations();
  }

  public EventPublisher publisher() {
    return publisher;
  }

  public DemoTraffic demoLife() {
    return demoTraffic;
  }

  public ActiveFaults faults() {
    return faults;
  }

  public RequestLog oauthRequests() {
    return oauthRequests;
  }

  public RequestLog helixRequests() {
    return helixRequests;
  }
}
