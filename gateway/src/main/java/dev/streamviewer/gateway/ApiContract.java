package dev.streamviewer.gateway;

import io.vertx.config.yaml.YamlProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.List;
import java.util.Set;

/** Loads {@code openapi.yaml}. */
final class ApiContract {
  private static final Set<String> UNKNOWN_TO_VERTX =
      Set.of("application/x-www-form-urlencoded", "application/problem+json");

  private ApiContract() {}

  static Future<OpenAPIContract> load(Vertx vertx) {
    return vertx
        .fileSystem()
        .readFile("openapi.yaml")
        .compose(text -> new YamlProcessor().process(vertx, new JsonObject(), text))
        .onSuccess(ApiContract::nameTypesThatVertxKnows)
        .compose(contract -> OpenAPIContract.from(vertx, contract));
  }

  /**
   * Vert.x 5.0 refuses a contract with a form or a problem in it. Their schemas are those of
   * objects, so JSON may stand in their place; {@link RequestCheck} reads a form as what it is.
   */
  private static void nameTypesThatVertxKnows(Object node) {
    if (node instanceof JsonArray array) {
      array.forEach(ApiContract::nameTypesThatVertxKnows);
    } else if (node instanceof JsonObject object) {
      for (var name : List.copyOf(object.fieldNames())) {
        nameTypesThatVertxKnows(object.getValue(name));
        if (UNKNOWN_TO_VERTX.contains(name)) {
          object.put("application/json", object.remove(name));
        }
      }
    }
  }
}
