package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.wire.Fault.Target;
import dev.streamviewer.sandbox.wire.Faults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** The stand-in for Twitch, put together. Lives on the event loop of the verticle that makes it. */
public final class FakeTwitch {
  private static final long MAX_BODY = 256 * 1024;

  private final TwitchOptions options;
  private final World world;
  private final Pages pages;
  private final Faults faults;
  private final Consents consents = new Consents();
  private final Tokens tokens;
  private final EventSub eventSub;
  private final EventPublisher publisher;
  private final DemoLife demoLife;
  private final Clock clock;
  private Supplier<String> publicUrl;

  public FakeTwitch(Vertx vertx, TwitchOptions options, World world, Pages pages, Clock clock) {
    this.options = options;
    this.world = world;
    this.pages = pages;
    this.clock = clock;
    var random = new Random();
    faults = new Faults(vertx);
    tokens = new Tokens(clock, options.oauth().userTokenLifetime());
    eventSub = new EventSub(vertx, options.eventSub(), clock);
    publisher = new EventPublisher(world, new Payloads(world, clock, random), eventSub.announcer());
    demoLife =
        new DemoLife(vertx, world, eventSub.subscriptions(), publisher::publish, clock, random);
  }

  /**
   * Adds Twitch's paths.
   *
   * @param publicUrl where this server is reached, known once it listens
   */
  public void mount(Router router, Supplier<String> publicUrl) {
    this.publicUrl = publicUrl;
    var codes = new AuthorizationCodes(clock);
    var clientId = options.oauth().clientId();
    eventSub.mountSockets(router, faults);
    router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
    router.route("/assets/*").handler(StaticHandler.create("sandbox/web").setCachingEnabled(false));
    new EmbedRoutes(world, pages).mount(router);

    router.route("/oauth2/*").handler(faults.gate(Target.OAUTH)).failureHandler(HelixErrors::oauth);
    new AuthorizeRoutes(
            world, consents, codes, options.oauth(), new ConsentPage(pages.consent(), world))
        .mount(router);
    new TokenRoutes(world, tokens, codes, options.oauth()).mount(router);

    var limiter = new RateLimiter(clock, options.rateLimit());
    router
        .route("/helix/*")
        .handler(faults.gate(Target.HELIX))
        .handler(new HelixAuth(tokens, limiter, clientId))
        .failureHandler(HelixErrors::helix);
    new HelixRoutes(world, consents, new HelixViews(publicUrl)).mount(router);
    eventSub.mountHelix(router, new Permissions(world, consents, clientId));
  }

  public void start() {
    eventSub.start();
    demoLife.start(options.demoLife());
  }

  public Future<Void> close() {
    return eventSub.close();
  }

  /** The user disconnects the application: tokens, consent and what rested on it end. */
  public List<Sent> disconnect(User user) {
    tokens.forget(user.id());
    var sent = revocations().consentWithdrawn(user.id());
    consents.withdraw(user.id());
    return sent;
  }

  /** The account is deleted. */
  public List<Sent> remove(User user) {
    tokens.forget(user.id());
    consents.withdraw(user.id());
    world.remove(user.id());
    return revocations().userRemoved(user.id());
  }

  /** Tells the client of a session to reconnect elsewhere, which is here as well. */
  public void move(SocketSession session) {
    var url = "ws" + publicUrl.get().substring("http".length()) + SocketRoutes.PATH;
    sockets().move(session, url);
  }

  public World world() {
    return world;
  }

  public Consents consents() {
    return consents;
  }

  public Tokens tokens() {
    return tokens;
  }

  public Subscriptions subscriptions() {
    return eventSub.subscriptions();
  }

  public DeliveryLog deliveries() {
    return eventSub.deliveries();
  }

  public Conduits conduits() {
    return eventSub.conduits();
  }

  public SocketServer sockets() {
    return eventSub.sockets();
  }

  public Revocations revocations() {
    return eventSub.revocations();
  }

  public EventPublisher publisher() {
    return publisher;
  }

  public DemoLife demoLife() {
    return demoLife;
  }

  public Faults faults() {
    return faults;
  }
}
