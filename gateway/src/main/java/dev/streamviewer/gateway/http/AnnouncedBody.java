package dev.streamviewer.gateway.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * The body that a request's head announces.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#name-message-body-length">RFC 9112 6.3</a>
 */
public final class AnnouncedBody {
  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  private AnnouncedBody() {}

  /** Whether a non-empty body is announced. */
  static boolean isPresent(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length(request) != 0;
  }

  /** The announced length; 0 without one, as for chunked bodies. */
  static long length(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  /**
   * Rejects a body where no operation has one. A proxy that overlooks such a body takes the bytes
   * for the next request, and pairs every later response with the wrong request.
   */
  public static void refuseUnexpected(RoutingContext context) {
    var request = context.request();
    if (!WITH_BODY.contains(request.method()) && isPresent(request)) {
      context.fail(RejectedRequest.unexpectedBody());
    } else {
      context.next();
    }
  }
}
