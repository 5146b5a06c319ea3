package dev.streamviewer.gateway.api;

import static dev.streamviewer.gateway.TestGateway.assertProblem;
import static dev.streamviewer.gateway.TestGateway.await;
import static dev.streamviewer.gateway.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.gateway.TestGateway;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Compares openapi.yaml with the served API. */
@ExtendWith(VertxExtension.class)
class ApiContractIT {
  private TestGateway gateway;
  private OpenAPIContract contract;

  @BeforeEach
  void start(Vertx vertx) {
    gateway = TestGateway.start(vertx).signedIn();
    contract = await(ApiContract.load(vertx));
  }

  @Test
  void servesEveryOperation() {
    assertThat(contract.operations()).hasSize(23);
    for (var operation : contract.operations()) {
      var response = call(operation.getHttpMethod().name(), operation);
      assertThat(response.statusCode())
          .as(operation.getOperationId())
          .isNotIn(404, 405, 500)
          .satisfies(status -> assertThat(isDocumented(operation, status)).isTrue());
    }
  }

  @Test
  void requiresASessionWhereTheContractDoes() {
    var guarded =
        contract.operations().stream()
            .filter(operation -> !operation.getSecurityRequirements().isEmpty())
            .toList();

    assertThat(guarded).hasSize(16);
    for (var operation : guarded) {
      var request =
          gateway
              .request(path(operation))
              .method(operation.getHttpMethod().name(), BodyPublishers.noBody());
      assertProblem(send(request), 401, "Please sign in first.");
    }
  }

  @Test
  void acceptsOverlayTokensInFewOperations() {
    assertThat(contract.operations())
        .filteredOn(
            operation ->
                operation.getSecurityRequirements().stream()
                    .anyMatch(requirement -> requirement.getNames().contains("overlay")))
        .extracting(Operation::getOperationId)
        .containsExactlyInAnyOrder(
            "watchStreamer", "renewWatch", "getRecentEvents", "getEvent", "authorizeChannel");
  }

  @Test
  void refusesOtherMethodsAndNamesTheAllowedMethods() {
    for (var path : contract.getPaths()) {
      var methods =
          path.getOperations().stream().map(it -> it.getHttpMethod().name()).sorted().toList();
      for (var method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
        if (!methods.contains(method)) {
          var response = call(method, path.getOperations().get(0));
          assertProblem(response, 405, String.join(", ", methods));
          assertThat(response.headers().firstValue("allow")).contains(String.join(", ", methods));
        }
      }
    }
  }

  private HttpResponse<String> call(String method, Operation operation) {
    return send(gateway.asAda(path(operation)).method(method, BodyPublishers.noBody()));
  }

  /** The path with valid values. */
  private static String path(Operation operation) {
    var query =
        switch (operation.getOperationId()) {
          case "findStreamers" -> "?query=a";
          case "findStreams" -> "?logins=a,b";
          case "verifyWebSubIntent" -> "?hub.mode=denied";
          default -> "";
        };
    return operation.getAbsoluteOpenAPIPath().replace("{login}", "ada").replace("{id}", "m1")
        + query;
  }

  private static boolean isDocumented(Operation operation, int status) {
    return operation.getResponse(status) != null || operation.getDefaultResponse() != null;
  }
}
