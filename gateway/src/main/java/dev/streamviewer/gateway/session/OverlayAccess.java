package dev.streamviewer.gateway.session;

import dev.streamviewer.gateway.http.ClientAddresses;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.overlay.FindOverlay;
import dev.streamviewer.platform.contract.overlay.OverlayRights;
import dev.streamviewer.platform.memory.TokenBuckets;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the rights of overlay tokens, which requests carry in the Authorization header. Limits how
 * often an address presents bad tokens, and how often an overlay makes requests. Nothing is cached,
 * so that a withdrawal takes effect at once, everywhere.
 */
public final class OverlayAccess {
  private static final Pattern BEARER =
      Pattern.compile("(?i)bearer +([A-Za-z0-9._~+/=-]{1,256}) *");
  private static final String SCHEME = "bearer";
  private static final int KEYS = 10_000;
  private static final int BAD_AT_ONCE = 20;
  private static final int BAD_A_MINUTE = 10;
  private static final int REQUESTS_AT_ONCE = 120;
  private static final int REQUESTS_A_MINUTE = 60;

  private final EventBus bus;
  private final ClientAddresses clients;
  private final TokenBuckets<String> badTokens;
  private final TokenBuckets<OverlayKey> requests;

  private record OverlayKey(String viewerId, String streamer) {}

  public OverlayAccess(EventBus bus, ClientAddresses clients, Clock clock) {
    this.bus = bus;
    this.clients = clients;
    this.badTokens = new TokenBuckets<>(BAD_AT_ONCE, BAD_A_MINUTE, KEYS, clock);
    this.requests = new TokenBuckets<>(REQUESTS_AT_ONCE, REQUESTS_A_MINUTE, KEYS, clock);
  }

  /**
   * Whether a request claims to come from an overlay. Other schemes belong to a proxy in front of
   * this server.
   */
  public static boolean isClaimed(HttpServerRequest request) {
    return request.headers().getAll(HttpHeaders.AUTHORIZATION).stream()
        .anyMatch(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()));
  }

  /**
   * Finds the rights of a request's token.
   *
   * @return fails with UNAUTHENTICATED for a bad token, with LIMITED after too many bad ones or too
   *     many requests
   */
  public Future<OverlayRights> rights(HttpServerRequest request) {
    var client = clients.of(request);
    if (!badTokens.hasToken(client)) {
      return limited("This address has sent many overlay tokens that are not valid.");
    }
    return token(request)
        .map(token -> Contracts.FIND_OVERLAY.ask(bus, new FindOverlay(token)))
        .orElseGet(OverlayAccess::malformed)
        .onFailure(failure -> countIfBad(client, failure))
        .compose(this::limit);
  }

  private void countIfBad(String client, Throwable failure) {
    if (failure instanceof BusFailure refused && refused.reason() == Reason.UNAUTHENTICATED) {
      badTokens.take(client);
    }
  }

  private Future<OverlayRights> limit(OverlayRights rights) {
    return requests.take(new OverlayKey(rights.viewerId(), rights.streamer()))
        ? Future.succeededFuture(rights)
        : limited("This overlay has made many requests within a minute.");
  }

  /** Reads the token; empty if the header occurs twice or has another form. */
  private static Optional<Secret> token(HttpServerRequest request) {
    var headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    var form = BEARER.matcher(headers.get(0));
    return headers.size() == 1 && form.matches()
        ? Optional.of(new Secret(form.group(1)))
        : Optional.empty();
  }

  private static Future<OverlayRights> malformed() {
    return Future.failedFuture(
        new BusFailure(
            Reason.UNAUTHENTICATED,
            "The Authorization header is not valid, expected “Bearer” and an overlay token,"
                + " once."));
  }

  private static Future<OverlayRights> limited(String sentence) {
    return Future.failedFuture(new BusFailure(Reason.LIMITED, sentence + " Please wait a minute."));
  }
}
