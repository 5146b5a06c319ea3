package dev.streamviewer.demo.chaos;

import static dev.streamviewer.testing.Await.eventually;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.allinone.AllServices;
import dev.streamviewer.demo.chaos.fleet.ServiceFleet;
import dev.streamviewer.demo.chaos.fleet.ServiceProcess;
import dev.streamviewer.demo.chaos.page.SignedInViewer;
import dev.streamviewer.platform.launch.RunningServices;
import dev.streamviewer.sandbox.Sandbox;
import dev.streamviewer.sandbox.SandboxOptions;
import dev.streamviewer.testing.FreePorts;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs two webhook services in one cluster, and ends the one that reads the chats. */
class ChatTakeoverIT {
  /** As long as other tests wait for a process, which starts slowly on a busy machine. */
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String STREAMER = "orbitaltea";

  private final Vertx vertx = Vertx.vertx();
  private Sandbox sandbox;
  private SandboxControl control;
  private ServiceProcess other;
  private RunningServices services;
  private Map<String, String> variables;

  /** Starts the other process first, so that it becomes the chat reader. */
  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.start(vertx, SandboxOptions.forTests()).await(60, SECONDS);
    control = new SandboxControl(URI.create(sandbox.twitchUrl()));
    variables = variables();
    var folder = Files.createDirectories(Path.of("target", "chat"));
    Files.deleteIfExists(folder.resolve("webhook-2.log"));
    other =
        new ServiceProcess(
            "webhook-2",
            List.of(),
            "localhost",
            "dev.streamviewer.webhook.WebhookMain",
            ServiceFleet.presentRelease(),
            folder,
            folder,
            with("MANAGEMENT_PORT"),
            folder);
    other.start();
    // Alone it never becomes ready.
    await().atMost(START_TIMEOUT).until(() -> other.metric("sev_helix_points_limit") > 0);
    services =
        RunningServices.start(
            with("MANAGEMENT_PORT"), Clock.systemUTC(), List.of(AllServices.inOrder()));
  }

  @AfterEach
  void stop() throws Exception {
    if (services != null) {
      services.close();
    }
    if (other != null) {
      other.close();
    }
    if (sandbox != null) {
      sandbox.close().await(60, SECONDS);
    }
    vertx.close().await(60, SECONDS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsInOneProcessUntilAnotherTakesOver(boolean killed) throws IOException {
    var url = URI.create(variables.get("PUBLIC_URL"));
    var viewer = eventually(() -> SignedInViewer.signIn(url, "marlowe_watches", "?chat=true"));
    eventually(() -> viewer.ask("PUT", "/api/streamers/%s/watch".formatted(STREAMER)));
    var first = awaitReader();
    assertThat(other.metric("sev_webhook_chat_sessions")).isEqualTo(1);
    awaitPublished(notice());

    if (killed) {
      other.kill();
    } else {
      other.terminate();
    }

    await()
        .atMost(TIMEOUT)
        .until(() -> control.sockets().size() == 1 && !first.equals(awaitReader()));
    awaitPublished(notice());
  }

  /** Waits until the only session reads chat; returns the session. */
  private String awaitReader() {
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(control.sockets())
                    .singleElement()
                    .matches(it -> it.getInteger("subscriptions") == 1));
    return control.sockets().get(0).getString("id");
  }

  private String notice() {
    return control
        .happen(
            new JsonObject()
                .put("type", "channel.chat.notification")
                .put("streamer", STREAMER)
                .put("event", new JsonObject().put("notice_type", "sub")))
        .get(0);
  }

  private void awaitPublished(String id) {
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(control.publishes())
                    .filteredOn(it -> id.equals(it.data().getString("id")))
                    .hasSize(1));
  }

  private Map<String, String> with(String port) {
    var changed = new HashMap<>(variables);
    changed.put(port, String.valueOf(FreePorts.one()));
    return changed;
  }

  private Map<String, String> variables() {
    var twitch = sandbox.twitchUrl();
    var app = sandbox.options().pusher().app();
    var port = String.valueOf(FreePorts.one());
    var all = new HashMap<String, String>();
    all.put("CLUSTER", "local");
    all.put("CLUSTER_PORT", String.valueOf(FreePorts.cluster()));
    all.put("PORT", port);
    all.put("PUBLIC_URL", "http://localhost:" + port);
    all.put("WEBHOOK_SECRET", "takeover-webhook-secret");
    all.put("TWITCH_CLIENT_ID", "sandbox-client");
    all.put("TWITCH_CLIENT_SECRET", "sandbox-client-secret");
    all.put("TWITCH_ID_URL", twitch + "/oauth2");
    all.put("TWITCH_API_URL", twitch + "/helix");
    all.put("TWITCH_EVENTSUB_URL", twitch.replaceFirst("^http", "ws") + "/eventsub/ws");
    all.put("PUSHER_APP_ID", app.id());
    all.put("PUSHER_KEY", app.key());
    all.put("PUSHER_SECRET", app.secret());
    all.put("PUSHER_HOST", "localhost");
    all.put("PUSHER_PORT", String.valueOf(sandbox.pusherPort()));
    all.put("PUSHER_TLS", "false");
    return all;
  }
}
