package dev.streamviewer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped images, as a cluster that grows and shrinks under load. */
class ContainersIT {
  private static final int PER_SECOND = 20;

  /** The bound for refusals while a member leaves; suspecting every member caused twice as many. */
  private static final int MAX_REFUSALS = 100;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    ContainerCluster.buildImages();
  }

  @Test
  void growsWithoutRefusalAndShrinksWithoutLoss() {
    try (var cluster = new ContainerCluster("172.30.77", ReleaseImages.present())) {
      var published = new PublishedMessages(cluster.sandbox());
      cluster.start("gateway", "auth-service", "notifier-service", "webhook-service-1");
      try (var posts = new SignedPosts(cluster::entrance, cluster.variable("WEBHOOK_SECRET"))) {
        posts.begin(PER_SECOND);
        awaitMore(posts, published, 100);
        // Refusals of the first calls, which wait for the start, do not count here.
        var before = posts.refusals().size();

        cluster.start("webhook-service-2", "webhook-service-3");
        awaitMore(posts, published, 100);
        assertThat(posts.refusals().stream().skip(before))
            .as("refusals while the cluster grew")
            .isEmpty();

        cluster.drain("webhook-service-1");
        awaitMore(posts, published, 100);
        posts.end();

        await().atMost(TIMEOUT).until(() -> !published.refresh().isEmpty() && posts.pending() == 0);
        System.out.printf(
            "%d messages acknowledged, %d answers asking for a retry:%n%s%n",
            posts.acknowledged().size(),
            posts.refusals().size(),
            String.join(System.lineSeparator(), posts.refusals()));
        assertThat(posts.refusals()).hasSizeLessThan(before + MAX_REFUSALS);
        await()
            .atMost(TIMEOUT)
            .untilAsserted(() -> assertThat(published.refresh()).containsAll(posts.acknowledged()));
      }
    }
  }

  private static void awaitMore(SignedPosts posts, PublishedMessages published, int more) {
    var enough = posts.acknowledged().size() + more;
    await()
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> !published.refresh().isEmpty() && posts.acknowledged().size() >= enough);
  }
}
