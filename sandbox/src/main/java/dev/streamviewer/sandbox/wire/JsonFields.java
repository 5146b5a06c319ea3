package dev.streamviewer.sandbox.wire;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Reads the required fields of a Helix request's JSON body, or rejects the request with 400. */
public final class JsonFields {
  private JsonFields() {}

  public static JsonObject body(RoutingContext ctx) {
    var contentType = ctx.request().getHeader("Content-Type");
    if (contentType == null || !contentType.startsWith("application/json")) {
      throw new ApiError(400, "The Content-Type must be application/json");
    }
    try {
      return new JsonObject(ctx.body().buffer());
    } catch (DecodeException | NullPointerException notJson) {
      throw new ApiError(400, "The body is not a JSON object");
    }
  }

  public static String text(JsonObject json, String key) {
    if (json.getValue(key) instanceof String text) {
      return text;
    }
    throw new ApiError(400, "missing or malformed field: " + key + " must be a string");
  }

  public static JsonObject object(JsonObject json, String key) {
    if (json.getValue(key) instanceof JsonObject object) {
      return object;
    }
    throw new ApiError(400, "missing or malformed field: " + key + " must be an object");
  }
}
