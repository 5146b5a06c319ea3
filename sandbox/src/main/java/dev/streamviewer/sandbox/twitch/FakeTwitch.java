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
  private final DeliveryLog deliveries = new DeliveryLog();
  private final Tokens tokens;
  private final Subscriptions subscriptions;
  private final CallbackClient callbacks;
  private final Revocations revocations;
  private final EventPublisher publisher;
  private final DemoLife demoLife;
  private final Handshake handshake;
  private final Clock clock;

  public FakeTwitch(Vertx vertx, TwitchOptions options, World world, Pages pages, Clock clock) {
    this.options = options;
    this.world = world;
    this.pages = pages;
    this.clock = clock;
    var eventSub = options.eventSub();
    var random = new Random();
    faults = new Faults(vertx);
    tokens = new Tokens(clock, options.oauth().userTokenLifetime());
    subscriptions = new Subscriptions(clock, eventSub.maxTotalCost());
    callbacks = new CallbackClient(vertx, eventSub.timeout());
    var sender =
        new EventSubSender(vertx, callbacks, subscriptions, deliveries, eventSub.retryDelays());
    handshake = new Handshake(sender, subscriptions, clock);
    revocations =
        new Revocations(sender, subscriptions, clock, eventSub.failuresBeforeRevocation());
    publisher =
        new EventPublisher(
            world, new Payloads(world, clock, random), subscriptions, sender, revocations, clock);
    demoLife = new DemoLife(vertx, world, subscriptions, publisher::publish, clock, random);
  }

  /**
   * Adds Twitch's paths.
   *
   * @param publicUrl where this server is reached, known once it listens
   */
  public void mount(Router router, Supplier<String> publicUrl) {
    var codes = new AuthorizationCodes(clock);
    var clientId = options.oauth().clientId();
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
    new SubscriptionRoutes(subscriptions, new Permissions(world, consents, clientId), handshake)
        .mount(router);
  }

  public void start() {
    demoLife.start(options.demoLife());
  }

  public Future<Void> close() {
    return callbacks.close();
  }

  /** The user disconnects the application: tokens, consent and what rested on it end. */
  public List<Sent> disconnect(User user) {
    tokens.forget(user.id());
    var sent = revocations.consentWithdrawn(user.id());
    consents.withdraw(user.id());
    return sent;
  }

  /** The account is deleted. */
  public List<Sent> remove(User user) {
    tokens.forget(user.id());
    consents.withdraw(user.id());
    world.remove(user.id());
    return revocations.userRemoved(user.id());
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
    return subscriptions;
  }

  public DeliveryLog deliveries() {
    return deliveries;
  }

  public Revocations revocations() {
    return revocations;
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
