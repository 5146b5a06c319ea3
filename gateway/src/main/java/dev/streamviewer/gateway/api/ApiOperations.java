package dev.streamviewer.gateway.api;

import dev.streamviewer.gateway.http.CrossSiteGuard;
import dev.streamviewer.gateway.http.ProblemResponses;
import dev.streamviewer.gateway.http.RequestBodies;
import dev.streamviewer.gateway.session.OverlayAccess;
import dev.streamviewer.gateway.session.SessionLookup;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.auth.Session;
import dev.streamviewer.platform.contract.overlay.OverlayRights;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Binds handlers to the operations of the contract. */
public final class ApiOperations {
  private static final int BODY_LIMIT = 16 * 1024;

  /** The security scheme of operations that accept an overlay token. */
  private static final String OVERLAY = "overlay";

  private final OpenAPIContract contract;
  private final RouterBuilder builder;
  private final CrossSiteGuard guard;
  private final RequestBodies bodies;
  private final SessionLookup sessions;
  private final OverlayAccess overlays;

  public ApiOperations(
      Vertx vertx,
      OpenAPIContract contract,
      CrossSiteGuard guard,
      RequestBodies bodies,
      SessionLookup sessions,
      OverlayAccess overlays) {
    this.contract = contract;
    this.builder = RouterBuilder.create(vertx, contract);
    this.guard = guard;
    this.bodies = bodies;
    this.sessions = sessions;
    this.overlays = overlays;
  }

  /** Adds a handler that runs before every operation, signed in or not. */
  public void before(Handler<RoutingContext> handler) {
    builder.rootHandler(handler);
  }

  /** Adds an operation of the page; {@link ApiResponses} writes its result. */
  public void answer(String operationId, Function<ApiRequest, Future<?>> operation) {
    var contractOperation = contract.operation(operationId);
    var check = new RequestCheck(contract, contractOperation);
    mountUnchecked(
        operationId,
        context ->
            admit(context, contractOperation, check)
                .compose(request -> operation.apply(request).<Object>map(answer -> answer))
                .onSuccess(answer -> ApiResponses.write(context.response(), answer))
                .onFailure(context::fail));
  }

  /** Adds an operation without any check: the handler takes the raw request. */
  void mountUnchecked(String operationId, Handler<RoutingContext> handler) {
    // The router's own checks run in another order and report less; see RequestCheck.
    builder.getRoute(operationId).setDoSecurity(false).setDoValidation(false).addHandler(handler);
  }

  /** Creates the router. Call after all operations are added. */
  public Router router() {
    var router = builder.createRouter();
    for (var path : contract.getPaths()) {
      var allowed =
          path.getOperations().stream()
              .map(operation -> operation.getHttpMethod().name())
              .sorted()
              .collect(Collectors.joining(", "));
      router
          .route(path.getName().replaceAll("\\{(\\w+)}", ":$1"))
          .handler(context -> ProblemResponses.methodNotAllowed(context.response(), allowed));
    }
    return router;
  }

  /**
   * Reads the body first, since it arrives on its own; then finds the session, and only then checks
   * the values.
   */
  private Future<ApiRequest> admit(
      RoutingContext context, Operation operation, RequestCheck check) {
    var request = context.request();
    guard.check(request.method(), request.headers());
    return bodies.read(
        request,
        BODY_LIMIT,
        body ->
            isOverlay(request, operation)
                ? overlays
                    .rights(request)
                    .map(rights -> overlayRequest(request, rights, values(context, check, body)))
                : session(request, operation)
                    .map(session -> ApiRequest.of(request, session, values(context, check, body))));
  }

  /**
   * Whether the token of an overlay decides, and not the session. Only operations whose contract
   * names the scheme accept a token; it then decides alone, so that a bad one is never ignored.
   */
  private static boolean isOverlay(HttpServerRequest request, Operation operation) {
    return OverlayAccess.isClaimed(request)
        && operation.getSecurityRequirements().stream()
            .anyMatch(requirement -> requirement.getNames().contains(OVERLAY));
  }

  /** Creates the request of an overlay; fails if it is about another streamer. */
  private static ApiRequest overlayRequest(
      HttpServerRequest http, OverlayRights rights, Map<String, String> values) {
    var request = ApiRequest.of(http, rights, values);
    if (values.containsKey("login") && !request.login().equals(rights.streamer())) {
      throw new BusFailure(
          Reason.FORBIDDEN, "This overlay may only show the events of its own streamer.");
    }
    return request;
  }

  private static Map<String, String> values(
      RoutingContext context, RequestCheck check, Buffer body) {
    var type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    return check.values(context::pathParam, context::queryParam, type, body);
  }

  private Future<Session> session(HttpServerRequest request, Operation operation) {
    return operation.getSecurityRequirements().isEmpty()
        ? Future.succeededFuture()
        : sessions.session(request);
  }
}
