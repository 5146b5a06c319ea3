package dev.streamviewer.gateway.api;

import dev.streamviewer.gateway.http.RejectedRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Checks requests against an operation of the contract.
 *
 * <p>The router's own validation would run before the session is known, uses the first of several
 * values of a parameter, and does not report the expected value. So this class reads the parameters
 * individually, and Vert.x only validates them against their schemas.
 */
final class RequestCheck {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final List<RequestField> path = new ArrayList<>();
  private final List<RequestField> query = new ArrayList<>();
  private final List<RequestField> form = new ArrayList<>();

  RequestCheck(OpenAPIContract contract, Operation operation) {
    var schemas = contract.getSchemaRepository();
    for (var parameter : operation.getParameters()) {
      var fields = parameter.getIn() == Location.PATH ? path : query;
      var kind = parameter.getIn().name().toLowerCase(Locale.ROOT) + " parameter";
      var schema = parameter.getSchema();
      fields.add(
          new RequestField(
              kind,
              parameter.getName(),
              parameter.isRequired(),
              schema,
              schemas.validator(schema)));
    }
    if (operation.getRequestBody() != null) {
      var object = operation.getRequestBody().getContent().values().iterator().next().getSchema();
      var required = object.<JsonArray>get("required", new JsonArray());
      var properties = object.<JsonObject>get("properties");
      properties.fieldNames().stream()
          .filter(JsonSchema.EXCLUDE_ANNOTATIONS)
          .forEach(
              name -> {
                var schema = JsonSchema.of(properties.getJsonObject(name));
                var validator = schemas.validator(schema);
                form.add(
                    new RequestField(
                        "form field", name, required.contains(name), schema, validator));
              });
    }
  }

  /**
   * Reads the values of a request by name.
   *
   * @param pathParam the decoded value of a path parameter
   * @param queryParam all values of a query parameter
   * @param type the content type of the body, or null
   * @throws RejectedRequest if a value is missing, repeated, or not valid by the contract
   */
  Map<String, String> values(
      Function<String, String> pathParam,
      Function<String, List<String>> queryParam,
      String type,
      Buffer body) {
    var values = new HashMap<String, String>();
    path.forEach(field -> field.take(List.of(pathParam.apply(field.name())), values));
    query.forEach(field -> field.take(queryParam.apply(field.name()), values));
    if (!form.isEmpty()) {
      var fields = form(type, body);
      form.forEach(field -> field.take(fields.getOrDefault(field.name(), List.of()), values));
    }
    return values;
  }

  /**
   * Decodes the fields of a form.
   *
   * @throws RejectedRequest if the type is not that of a form, or the body is malformed
   */
  private static Map<String, List<String>> form(String type, Buffer body) {
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
      throw RejectedRequest.contentType(type, FORM);
    }
    try {
      return new QueryStringDecoder(body.toString(StandardCharsets.UTF_8), false).parameters();
    } catch (IllegalArgumentException e) {
      throw RejectedRequest.invalid("The form cannot be decoded, expected URL-encoded fields.");
    }
  }
}
