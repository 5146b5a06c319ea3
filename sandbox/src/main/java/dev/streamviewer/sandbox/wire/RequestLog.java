package dev.streamviewer.sandbox.wire;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * The latest requests of one stand-in as received, with credentials: all of them belong to the
 * sandbox. Must follow the body handler.
 */
public final class RequestLog implements Handler<RoutingContext> {
  private final BoundedHistory<JsonObject> requests = new BoundedHistory<>(500);

  @Override
  public void handle(RoutingContext ctx) {
    var request = ctx.request();
    var form = new JsonObject();
    request.formAttributes().forEach(field -> form.put(field.getKey(), field.getValue()));
    requests.add(
        new JsonObject()
            .put("method", request.method().name())
            .put("path", request.path())
            .put("query", request.query() == null ? "" : request.query())
            .put("authorization", request.getHeader("Authorization"))
            .put("clientId", request.getHeader("Client-Id"))
            .put("form", form));
    ctx.next();
  }

  public void clear() {
    requests.clear();
  }

  /** Returns the requests, newest first. */
  public JsonArray toJson() {
    return new JsonArray(requests.newest(Integer.MAX_VALUE));
  }
}
