package dev.streamviewer.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.streamviewer.gateway.api.ApiContract;
import dev.streamviewer.gateway.api.ApiOperations;
import dev.streamviewer.gateway.api.AuthRoutes;
import dev.streamviewer.gateway.api.CallbackRoutes;
import dev.streamviewer.gateway.api.CallbackShortcut;
import dev.streamviewer.gateway.api.OverlayRoutes;
import dev.streamviewer.gateway.api.PusherRoutes;
import dev.streamviewer.gateway.api.StreamRoutes;
import dev.streamviewer.gateway.api.StreamerRoutes;
import dev.streamviewer.gateway.config.GatewayConfig;
import dev.streamviewer.gateway.config.PusherAddress;
import dev.streamviewer.gateway.http.AnnouncedBody;
import dev.streamviewer.gateway.http.ByteBudget;
import dev.streamviewer.gateway.http.ClientAddresses;
import dev.streamviewer.gateway.http.ConnectionLimits;
import dev.streamviewer.gateway.http.CrossSiteGuard;
import dev.streamviewer.gateway.http.HttpLimits;
import dev.streamviewer.gateway.http.InlineSources;
import dev.streamviewer.gateway.http.ProblemResponses;
import dev.streamviewer.gateway.http.RefusalCounter;
import dev.streamviewer.gateway.http.RequestBodies;
import dev.streamviewer.gateway.http.SecurityHeaders;
import dev.streamviewer.gateway.page.PageConfig;
import dev.streamviewer.gateway.page.PageFiles;
import dev.streamviewer.gateway.page.PageRoutes;
import dev.streamviewer.gateway.session.LoginCookie;
import dev.streamviewer.gateway.session.OverlayAccess;
import dev.streamviewer.gateway.session.SessionCookie;
import dev.streamviewer.gateway.session.SessionLookup;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.launch.PortErrors;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.platform.outcome.RecentOutcomes;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server on the public port. Several share the port, each on its own event loop. */
public final class GatewayVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(GatewayVerticle.class);

  private static final long GRACE_SECONDS = 5;

  private final GatewayConfig config;
  private final HttpLimits limits;
  private final ServiceContext context;
  private final AtomicInteger listening;
  private HttpServer server;

  /**
   * @param listening the number of servers in this process that listen
   */
  GatewayVerticle(
      GatewayConfig config, HttpLimits limits, ServiceContext context, AtomicInteger listening) {
    this.config = config;
    this.limits = limits;
    this.context = context;
    this.listening = listening;
  }

  @Override
  public Future<?> start() {
    return ApiContract.load(vertx)
        .compose(
            contract ->
                PageFiles.load(vertx.fileSystem(), "webroot", config.assets())
                    .compose(files -> listen(handler(contract, files))));
  }

  @Override
  public Future<?> stop() {
    listening.decrementAndGet();
    return server.shutdown(GRACE_SECONDS, SECONDS);
  }

  /** The actual port, also where the configuration leaves the choice to the system. */
  public int port() {
    return server.actualPort();
  }

  private Handler<HttpServerRequest> handler(OpenAPIContract contract, PageFiles files) {
    var bus = vertx.eventBus();
    var sessionCookie = new SessionCookie(config.secure());
    var loginCookie = new LoginCookie(config.secure());
    var sessionLookup = new SessionLookup(bus, sessionCookie);
    var clients = new ClientAddresses(config.proxies());
    var budget = new ByteBudget(limits.bodyBytes(), limits.bodyShare());
    var bodies = new RequestBodies(vertx, limits.body(), budget, clients);
    var guard = new CrossSiteGuard(config.publicUrl());
    var overlays = new OverlayAccess(bus, clients, context.clock());
    var operations = new ApiOperations(vertx, contract, guard, bodies, sessionLookup, overlays);
    var page = new PageRoutes(PageConfig.of(config, context.version()), files);

    var headers = new SecurityHeaders(config, InlineSources.of(files.entryPage()));
    operations.before(headers::add);
    operations.before(AnnouncedBody::refuseUnexpected);
    page.mount(operations);
    new AuthRoutes(bus, sessionLookup, sessionCookie, loginCookie).mount(operations);
    new StreamerRoutes(bus, config.pusher().isPresent()).mount(operations);
    new StreamRoutes(bus, sessionCookie).mount(operations);
    new OverlayRoutes(bus, sessionCookie).mount(operations);
    var ingest = Contracts.INGEST_WEBHOOKS.client(vertx, context.cluster());
    var callbacks =
        new CallbackRoutes(
            bus, ingest, bodies, RecentOutcomes.of(vertx), context.clock(), limits.callbacks());
    callbacks.mount(operations);
    var pusherKey = config.pusher().map(PusherAddress::key);
    new PusherRoutes(bus, bodies, pusherKey, limits.pusherWebhooks()).mount(operations);
    Gauge.builder("sev_gateway_callbacks_under_way", callbacks, CallbackRoutes::underWay)
        .description("Webhooks received in full that wait for their answer")
        .register(context.meters());
    Gauge.builder("sev_gateway_body_bytes", budget, ByteBudget::used)
        .description("Bytes of request bodies in memory")
        .register(context.meters());

    var router = operations.router();
    page.mount(router);
    var problems = new ProblemResponses(new RefusalCounter(context.meters()));
    problems.mount(router);
    return new CallbackShortcut(contract, callbacks, headers, problems, router);
  }

  private Future<?> listen(Handler<HttpServerRequest> handler) {
    var refusals = new RefusalCounter(context.meters());
    var connections = new ConnectionLimits(vertx, limits, config.maxPerAddress(), refusals);
    connections.startClosingSilent();
    server =
        vertx
            .createHttpServer(options())
            .connectionHandler(connections::onOpened)
            .exceptionHandler(
                failure -> log.debug("Connection failed before a request: {}", failure.toString()))
            .requestHandler(
                request -> {
                  if (connections.onRequest(request)) {
                    handler.handle(request);
                  }
                });
    return server
        .listen()
        .onSuccess(ready -> listening.incrementAndGet())
        .onSuccess(ready -> log.info("Listening on port {} for {}", port(), config.publicUrl()))
        .recover(failure -> PortErrors.explain("PORT", config.port(), failure));
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setPort(config.port())
        .setReadIdleTimeout((int) limits.silence().toSeconds())
        .setMaxHeaderSize(16 * 1024)
        .setMaxInitialLineLength(8 * 1024)
        .setCompressionSupported(true)
        .setCompressionContentSizeThreshold(1024)
        // There are no WebSockets here, so no request needs to pass the handler of their
        // extensions.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        // With cleartext HTTP/2, Vert.x would not report silent connections, so they would not be
        // counted.
        .setHttp2ClearTextEnabled(false);
  }
}
