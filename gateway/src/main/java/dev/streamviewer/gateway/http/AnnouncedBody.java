package dev.streamviewer.gateway.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
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
  static boolean isPresent(MultiMap headers) {
    return headers.contains(HttpHeaders.TRANSFER_ENCODING) || length(headers) != 0;
  }

  /** The announced length; 0 without one, as for chunked bodies. */
  static long length(MultiMap headers) {
    var length = headers.get(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  static boolean isUnexpected(HttpMethod method, MultiMap headers) {
    return !WITH_BODY.contains(method) && isPresent(headers);
  }

  /**
   * Rejects a body where no operation has one. A proxy that overlooks such a body takes the bytes
   * for the next request, and pairs every later response with the wrong request.
   */
  public static void refuseUnexpected(RoutingContext context) {
    var request = context.request();
    if (isUnexpected(request.method(), request.headers())) {
      context.fail(RejectedRequest.unexpectedBody());
    } else {
      context.next();
    }
  }
}
