package dev.streamviewer.gateway.http;

import static dev.streamviewer.gateway.TestGateway.assertProblem;
import static dev.streamviewer.gateway.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.gateway.TestGateway;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.streamer.FoundStreamers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class ProblemResponsesIT {
  private TestGateway gateway;

  @BeforeEach
  void start(Vertx vertx) {
    gateway = TestGateway.start(vertx).signedIn();
  }

  private HttpResponse<String> findWhen(Future<FoundStreamers> answer) {
    Contracts.FIND_STREAMERS.serve(gateway.bus, question -> answer);
    return send(gateway.asAda("/api/streamers?query=a"));
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID, 400",
    "UNAUTHENTICATED, 401",
    "FORBIDDEN, 403",
    "NOT_FOUND, 404",
    "INTERNAL, 500",
    "UPSTREAM, 502",
    "BUSY, 503",
    "TIMEOUT, 503",
    "UNAVAILABLE, 503",
    "LIMITED, 503"
  })
  void mapsEveryFailureOfAService(Reason reason, int status) {
    var response = findWhen(Future.failedFuture(new BusFailure(reason, "A \"sentence\".")));

    assertProblem(response, status, "A \"sentence\".");
    assertThat(new JsonObject(response.body()).getString("code"))
        .isEqualTo(reason.name().toLowerCase(Locale.ROOT));
    assertThat(response.headers().firstValue("retry-after").isPresent()).isEqualTo(status == 503);
    assertThat(response.headers().firstValue("cache-control")).contains("no-store");
  }

  @Test
  void hidesUnexpectedFailures() {
    var response = findWhen(Future.failedFuture(new IllegalStateException("password 123")));

    assertProblem(response, 500, "Something went wrong here. Please try again.");
    assertThat(response.body()).doesNotContain("password", "Exception", "\tat ");
  }

  @Test
  void hidesFailuresOfTheGatewayItself() {
    Contracts.RECENT_EVENTS.serve(gateway.bus, question -> Future.succeededFuture(null));

    var response = send(gateway.asAda("/api/streamers/ada/events"));

    assertProblem(response, 500, "Something went wrong here. Please try again.");
    assertThat(response.body()).doesNotContain("NullPointer", "recent");
  }
}
