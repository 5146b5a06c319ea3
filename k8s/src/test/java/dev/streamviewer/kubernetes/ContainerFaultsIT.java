package dev.streamviewer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The shipped images under faults of containers, with mutual TLS between members. The first
 * containers run the last release.
 */
class ContainerFaultsIT {
  private static final int PER_SECOND = 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private static ContainerCluster cluster;
  private static PublishedMessages published;
  private static SignedPosts posts;
  private static ScheduledExecutorService reader;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    ContainerCluster.buildImages();
    ReleaseImages.last().build();
    cluster = new ContainerCluster("172.30.78", ReleaseImages.last());
    published = new PublishedMessages(cluster.sandbox());
    cluster.start(
        "gateway-1",
        "auth-service",
        "notifier-service-1",
        "notifier-service-2",
        "webhook-service-1",
        "webhook-service-2");
    posts = new SignedPosts(cluster::entrance, cluster.variable("WEBHOOK_SECRET"));
    posts.begin(PER_SECOND);
    // Only the last few hundred publishes are visible, and a fault can last minutes.
    reader = Executors.newSingleThreadScheduledExecutor();
    reader.scheduleWithFixedDelay(published::refresh, 1, 1, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() {
    if (posts != null) {
      reader.shutdownNow();
      posts.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void losesNoAcknowledgedMessage(ContainerFault fault) {
    awaitMore(100);
    var refusals = posts.refusals().size();
    var before = posts.acknowledged().size();

    fault.strike(cluster);
    awaitMore(100);

    var acknowledged = posts.acknowledged();
    await()
        .atMost(TIMEOUT)
        .untilAsserted(() -> assertThat(published.refresh()).containsAll(acknowledged));
    assertThat(posts.givenUp()).as("messages without a 2xx answer after all attempts").isEmpty();
    assertThat(cluster.sumOf("sev_unreadable_records_total")).as("unreadable records").isZero();
    System.out.printf(
        "%s: %d acknowledged, none lost, %d answers asking for a retry%n",
        fault, acknowledged.size() - before, posts.refusals().size() - refusals);
  }

  private static void awaitMore(int more) {
    var enough = posts.acknowledged().size() + more;
    await()
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> posts.acknowledged().size() >= enough);
  }
}
