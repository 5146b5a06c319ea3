package dev.streamviewer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** The images as they are shipped, as a cluster that grows and shrinks under load. */
class ContainersIT {
  private static final String TAG = "test";
  private static final int PER_SECOND = 20;

  /** Leaving takes the cluster a moment; when it suspected everyone, there were twice as many. */
  private static final int MOST_REFUSALS = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Set<String> atPusher = new HashSet<>();
  private URI twitch;

  @BeforeAll
  static void build() throws Exception {
    assumeThat(System.getProperty("containers"))
        .as("Asked for by ./test containers, since it builds images and takes minutes")
        .isNotNull();
    assumeThat(Manifests.canRender()).as("kubectl, which renders the overlay").isTrue();
    assumeThat(DockerClientFactory.instance().isDockerAvailable())
        .as("A Docker Engine answers; without one the images cannot be tested")
        .isTrue();
    ContainerCluster.buildImages(TAG);
  }

  @Test
  void webhookServicesComeUnderLoadWithoutARefusalAndGoWithoutALoss() {
    try (var cluster = new ContainerCluster(TAG, "172.30.77")) {
      twitch = cluster.sandbox();
      var callback =
          cluster
              .start("gateway", "auth-service", "notifier-service", "webhook-service-1")
              .resolve("/api/callback");
      try (var posts = new SignedPosts(callback, cluster.variable("WEBHOOK_SECRET"))) {
        posts.begin(PER_SECOND);
        awaitMore(posts, 100);
        // What the first of all calls had to wait for, is not what this is about.
        var before = posts.refusals().size();

        cluster.start("webhook-service-2", "webhook-service-3");
        awaitMore(posts, 100);
        assertThat(posts.refusals().stream().skip(before)).as("refused while it grew").isEmpty();

        cluster.drain("webhook-service-1");
        awaitMore(posts, 100);
        posts.end();
        await().atMost(PATIENCE).until(() -> posts.underWay() == 0 && lookAtPusher());

        System.out.printf(
            "%d messages acknowledged, %d answers that asked for a repetition:%n%s%n",
            posts.acknowledged().size(),
            posts.refusals().size(),
            String.join(System.lineSeparator(), posts.refusals()));
        assertThat(posts.refusals()).hasSizeLessThan(before + MOST_REFUSALS);
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  lookAtPusher();
                  assertThat(atPusher).containsAll(posts.acknowledged());
                });
      }
    }
  }

  private void awaitMore(SignedPosts posts, int more) {
    var enough = posts.acknowledged().size() + more;
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> lookAtPusher() && posts.acknowledged().size() >= enough);
  }

  /** Adds the ids of the last messages that Pusher took. */
  private boolean lookAtPusher() throws IOException, InterruptedException {
    var state =
        http.send(
            HttpRequest.newBuilder(twitch.resolve("/sandbox/state?limit=500"))
                .timeout(Duration.ofSeconds(10))
                .build(),
            BodyHandlers.ofString());
    JsonArray publishes =
        new JsonObject(state.body()).getJsonObject("pusher").getJsonArray("publishes");
    return atPusher.addAll(
            publishes.stream()
                .map(it -> new JsonObject(((JsonObject) it).getString("data")).getString("id"))
                .collect(Collectors.toSet()))
        || true;
  }
}
