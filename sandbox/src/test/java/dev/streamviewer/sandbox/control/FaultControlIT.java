package dev.streamviewer.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.sandbox.SandboxResponse;
import dev.streamviewer.sandbox.TestSandbox;
import dev.streamviewer.sandbox.TestSandbox.BrokenConnection;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultControlIT {
  private final TestSandbox sandbox = TestSandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersWithErrorsTheGivenNumberOfTimes() {
    fault(
        new JsonObject()
            .put("target", "helix")
            .put("mode", "status")
            .put("status", 503)
            .put("times", 1));

    var broken = users();
    var healed = users();

    assertThat(broken.status()).isEqualTo(503);
    assertThat(broken.json().getString("error")).isEqualTo("Service Unavailable");
    assertThat(healed.status()).isEqualTo(401);
  }

  @Test
  void beginsAfterSoManyRequests() {
    fault(
        new JsonObject()
            .put("target", "helix")
            .put("mode", "status")
            .put("status", 503)
            .put("after", 1)
            .put("times", 1));

    assertThat(users().status()).isEqualTo(401);
    assertThat(users().status()).isEqualTo(503);
    assertThat(users().status()).isEqualTo(401);
    assertThat(sandbox.state().getJsonArray("faults")).isEmpty();
  }

  @Test
  void limitsAFaultToAPath() {
    fault(
        new JsonObject().put("target", "twitch").put("mode", "status").put("path", "/helix/users"));

    assertThat(users().status()).isEqualTo(500);
    assertThat(sandbox.get("/helix/streams").status()).isEqualTo(401);
    assertThat(sandbox.get("/oauth2/validate").status()).isEqualTo(401);
  }

  @Test
  void limitsAFaultToAMethod() {
    fault(
        new JsonObject()
            .put("target", "helix")
            .put("mode", "status")
            .put("method", "post")
            .put("path", "subscriptions"));

    assertThat(sandbox.get("/helix/eventsub/subscriptions").status()).isEqualTo(401);
    assertThat(sandbox.post("/helix/eventsub/subscriptions", new JsonObject()).status())
        .isEqualTo(500);
  }

  @Test
  void sendsRetryAfterForPusher() {
    fault(
        new JsonObject()
            .put("target", "pusher")
            .put("mode", "status")
            .put("status", 429)
            .put("retryAfter", 2));

    var answer = pusher();

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo("2");
  }

  @Test
  void dropsTheAnswerAfterTheWork() {
    fault(new JsonObject().put("target", "oauth").put("mode", "drop"));

    assertThatThrownBy(() -> sandbox.signIn("tfue", "bits:read"))
        .isInstanceOf(BrokenConnection.class);
    assertThat(sandbox.state().getJsonArray("streamers").getJsonObject(0).getJsonArray("consent"))
        .containsExactly("bits:read");
  }

  @Test
  void delaysAnswers() {
    fault(new JsonObject().put("target", "helix").put("mode", "slow").put("ms", 300));
    var asked = System.nanoTime();

    users();

    assertThat(System.nanoTime() - asked).isGreaterThan(300_000_000L);
  }

  @Test
  void refusesConnectionsUntilFaultsAreCleared() {
    fault(new JsonObject().put("target", "pusher").put("mode", "refuse"));
    assertThatThrownBy(this::pusher).isInstanceOf(BrokenConnection.class);

    sandbox.delete("/sandbox/faults");

    assertThat(pusher().status()).isEqualTo(401);
    assertThat(sandbox.state().getJsonArray("faults")).isEmpty();
  }

  @Test
  void namesTheInvalidValue() {
    var answer =
        sandbox.post("/sandbox/faults", new JsonObject().put("target", "moon").put("mode", "slow"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("detail"))
        .isEqualTo("\"target\" is moon: expected one of twitch, helix, oauth, pusher, sns");
  }

  @Test
  void namesAnInvalidMethod() {
    var answer =
        sandbox.post(
            "/sandbox/faults",
            new JsonObject().put("target", "helix").put("mode", "slow").put("method", "shout"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("detail"))
        .isEqualTo("\"method\" is shout: expected one of get, post, put, patch, delete");
  }

  private void fault(JsonObject fault) {
    assertThat(sandbox.post("/sandbox/faults", fault).status()).isEqualTo(201);
  }

  private SandboxResponse users() {
    return sandbox.get("/helix/users");
  }

  private SandboxResponse pusher() {
    return sandbox.send(
        "GET", sandbox.sandbox().pusherUrl() + "/apps/1/channels", BodyPublishers.noBody());
  }
}
