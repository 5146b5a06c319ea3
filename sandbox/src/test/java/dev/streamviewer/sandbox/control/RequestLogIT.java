package dev.streamviewer.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.TestSandbox;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The record of the requests that a stand-in received. */
class RequestLogIT {
  private final TestSandbox sandbox = TestSandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void recordsRequestsUntilTheReset() {
    sandbox.signIn("tfue", "bits:read");

    var token = sandbox.get("/sandbox/requests").json().getJsonArray("oauth").getJsonObject(0);
    assertThat(token.getString("method")).isEqualTo("POST");
    assertThat(token.getString("path")).isEqualTo("/oauth2/token");
    assertThat(token.getJsonObject("form").getString("grant_type")).isEqualTo("authorization_code");

    sandbox.post("/sandbox/reset", new JsonObject());

    assertThat(sandbox.get("/sandbox/requests").json().getJsonArray("oauth")).isEmpty();
  }
}
