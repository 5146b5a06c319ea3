package dev.streamviewer.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.sandbox.Sandbox;
import dev.streamviewer.sandbox.SandboxOptions;
import dev.streamviewer.sandbox.TestSandbox;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlSafetyIT {
  private final TestSandbox sandbox = TestSandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void refusesOrdersFromAnotherOrigin() {
    var foreign =
        sandbox.post("/sandbox/tokens/expire", new JsonObject(), "Origin", "https://evil.example");
    var own =
        sandbox.post(
            "/sandbox/tokens/expire", new JsonObject(), "Origin", sandbox.sandbox().twitchUrl());

    assertThat(foreign.status()).isEqualTo(403);
    assertThat(own.status()).isEqualTo(200);
  }

  @Test
  void refusesOrdersFromAForm() {
    assertThat(sandbox.form("/sandbox/faults", Map.of("target", "pusher")).status()).isEqualTo(415);
  }

  @Test
  void servesThePageAndForbidsFraming() {
    assertThat(sandbox.get("/").location()).isEqualTo("/sandbox");
    assertThat(sandbox.get("/sandbox").header("Content-Security-Policy"))
        .contains("frame-ancestors 'none'");
    assertThat(sandbox.get("/assets/control.js").status()).isEqualTo(200);
  }

  @Test
  void offersNamesToTry() {
    var names = sandbox.state().getJsonObject("namesToTry");

    assertThat(names.getJsonArray("accounts"))
        .contains(
            new JsonObject()
                .put("login", "juniper_k")
                .put("name", "Juniper_K")
                .put("about", "Viewer, moderates Tfue and SaltwaterKeys, follows 4 channels"));
    assertThat(names.getJsonArray("channels")).startsWith("tfue").endsWith("hubveteran");
    assertThat(sandbox.get("/sandbox").body()).contains("Names to try");
  }

  @Test
  void addsAccounts() {
    var added = sandbox.post("/sandbox/users", new JsonObject().put("login", "newcomer"));

    assertThat(added.status()).isEqualTo(201);
    assertThat(sandbox.post("/sandbox/users", new JsonObject().put("login", "newcomer")).status())
        .isEqualTo(409);
    assertThat(sandbox.post("/sandbox/users", new JsonObject().put("login", "No!")).status())
        .isEqualTo(400);
    assertThat(
            sandbox
                .get("/helix/users?login=newcomer", sandbox.helix(sandbox.appToken()))
                .json()
                .getJsonArray("data"))
        .hasSize(1);
  }

  @Test
  void namesAPortInUse() {
    var taken = sandbox.sandbox().twitchPort();
    var options = SandboxOptions.forTests().withPusher(pusher -> pusher.withPort(taken));

    assertThatThrownBy(() -> Sandbox.start(sandbox.vertx(), options).await())
        .hasMessage(
            "Port %d for the Pusher stand-in (SANDBOX_PUSHER_PORT) is in use on 127.0.0.1: stop the process that uses the port, or set another port."
                .formatted(taken));
  }

  @Test
  void turnsDemoTrafficOn() {
    var turn = new JsonObject().put("on", true).encode();

    var answer =
        sandbox.send(
            "PUT",
            sandbox.sandbox().twitchUrl() + "/sandbox/demo-life",
            BodyPublishers.ofString(turn),
            "Content-Type",
            "application/json");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(sandbox.state().getBoolean("demoLife")).isTrue();
  }
}
