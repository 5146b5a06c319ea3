package dev.streamviewer.sandbox.twitch.helix;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * Pagination of Helix: {@code first} items from the cursor {@code after}, in a {@code data}
 * envelope.
 */
final class PageCursor {
  private static final int MAX_FIRST = 100;

  private PageCursor() {}

  static <T> JsonObject page(RoutingContext ctx, List<T> items, Function<T, JsonObject> toJson) {
    return page(ctx, items, first(ctx), toJson);
  }

  static <T> JsonObject page(
      RoutingContext ctx, List<T> items, int size, Function<T, JsonObject> toJson) {
    var from = Math.min(offset(ctx), items.size());
    var to = Math.min(from + size, items.size());
    var pagination = new JsonObject();
    if (to < items.size()) {
      pagination.put("cursor", cursor(to));
    }
    return data(items.subList(from, to), toJson).put("pagination", pagination);
  }

  static <T> JsonObject data(List<T> items, Function<T, JsonObject> toJson) {
    return new JsonObject().put("data", new JsonArray(items.stream().map(toJson).toList()));
  }

  private static int first(RoutingContext ctx) {
    var first = ctx.queryParams().get("first");
    if (first == null) {
      return 20;
    }
    if (!first.matches("\\d{1,3}")
        || Integer.parseInt(first) < 1
        || Integer.parseInt(first) > MAX_FIRST) {
      throw new ApiError(400, "The parameter \"first\" was malformed: the value must be 1 to 100");
    }
    return Integer.parseInt(first);
  }

  private static int offset(RoutingContext ctx) {
    var after = ctx.queryParams().get("after");
    if (after == null || after.isEmpty()) {
      return 0;
    }
    try {
      return new JsonObject(new String(Base64.getUrlDecoder().decode(after), UTF_8))
          .getInteger("o");
    } catch (RuntimeException malformed) {
      throw new ApiError(400, "The parameter \"after\" was malformed: invalid cursor");
    }
  }

  private static String cursor(int offset) {
    var json = new JsonObject().put("o", offset).encode();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }
}
