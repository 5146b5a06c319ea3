package dev.streamviewer.demo.delivery;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Request;
import dev.streamviewer.demo.support.ChromiumBrowser;
import dev.streamviewer.demo.support.PageFeed;
import dev.streamviewer.demo.support.PageVisitor;
import dev.streamviewer.demo.support.TestDemo;
import dev.streamviewer.testing.HttpCalls;
import dev.streamviewer.testing.SandboxControl;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests events that go to an SNS topic instead of Pusher, without any variable of Pusher. */
class WithoutPusherIT {
  private static final Map<String, String> KEYS =
      Map.of("aws.accessKeyId", "AKIDEXAMPLE", "aws.secretAccessKey", "secret-key");

  /** A round of the subscription jobs, with time to finish. */
  private static final Duration ROUND = Duration.ofSeconds(60);

  private static TestClock clock;
  private static TestDemo demo;
  private static SandboxControl control;
  private static PageVisitor visitor;

  @BeforeAll
  static void start() {
    KEYS.forEach(System::setProperty);
    clock = TestClock.running();
    demo =
        TestDemo.start(
            Map.of(
                "PUSHER_ENABLED",
                "false",
                "SNS_TOPIC_ARN",
                "arn:aws:sns:eu-west-1:123456789012:events"),
            clock);
    control = demo.control();
    visitor = demo.visitor();
    visitor.signIn("tfue");
    watch("hubveteran");
  }

  @AfterAll
  static void stop() {
    demo.close();
    KEYS.keySet().forEach(System::clearProperty);
  }

  @AfterEach
  void heal() {
    control.clearFaults();
  }

  @Test
  void becomesReadyOnceTheTopicAnswers() {
    var health = URI.create("http://localhost:%d/health/ready".formatted(demo.managementPort()));

    await()
        .untilAsserted(
            () ->
                assertThat(HttpCalls.get(health).body())
                    .contains("SNS accepts our credentials")
                    .doesNotContain("pusher"));
    assertThat(HttpCalls.get(health).statusCode()).isEqualTo(200);
  }

  @Test
  void acknowledgesAnEventOnceTheTopicHasIt() {
    // The first call of Amazon's library may take longer than a delivery, and be repeated.
    control.awaitDelivery(happen(), "delivered");
    var id = happen();

    control.awaitDelivery(id, "delivered");
    assertThat(control.snsMessages(id)).hasSize(1);
    assertThat(control.timesPublished(id)).isZero();
    assertThat(visitor.get("/api/streamers/hubveteran/events").body()).contains(id);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500})
  void requestsARetryWhileTheTopicRefuses(int status) {
    control.addFault("sns", "status", new JsonObject().put("status", status));
    var id = happen();
    assertThat(control.awaitAnswer(id)).isEqualTo(503);

    control.clearFaults();

    control.awaitDelivery(id, "delivered");
    assertThat(control.snsMessages(id)).hasSize(1);
  }

  @Test
  void givesUpOnlyUnwatchedStreamers() {
    watch("nightowlchess");

    clock.advance(Duration.ofMinutes(4));
    var renewal = visitor.send("POST", "/api/streamers/hubveteran/watch");
    assertThat(renewal.statusCode()).isEqualTo(204);
    clock.advance(Duration.ofMinutes(2));

    await()
        .atMost(ROUND)
        .untilAsserted(() -> assertThat(control.subscriptions("nightowlchess")).isEmpty());
    assertThat(control.subscriptions("hubveteran")).hasSize(8);
  }

  @Test
  void showsThePageWithoutALiveFeed() {
    try (var browser = new ChromiumBrowser();
        var person = browser.person(1280, 900)) {
      var page = person.page();
      var addresses = new CopyOnWriteArrayList<String>();
      page.onRequest((Request request) -> addresses.add(request.url()));
      var sockets = new CopyOnWriteArrayList<String>();
      page.onWebSocket(socket -> sockets.add(socket.url()));
      var feed = new PageFeed(page);
      var before = happen();
      control.awaitDelivery(before, "delivered");

      person.signIn(demo.url(), "tfue");
      page.navigate(demo.url() + "/#/home?streamer=hubveteran");

      assertThat(feed.event(before)).isVisible();
      feed.awaitState("none");
      assertThat(page.locator("iframe")).hasCount(2);
      var notice = feed.awaitNotice("none");
      assertThat(notice).containsText("no live feed");

      // The page reads by itself a minute after it opened.
      page.reload();
      feed.awaitState("none");
      assertThat(feed.event(before)).isVisible();
      var later = happen();
      control.awaitDelivery(later, "delivered");
      assertThat(feed.event(later)).hasCount(0);
      feed.awaitWords("none").getByText("Read events now").click();
      assertThat(feed.event(later)).isVisible();

      assertThat(sockets).isEmpty();
      // An idle page fetches all its files, the library's too.
      assertThat(addresses)
          .filteredOn(it -> !it.startsWith(demo.url() + "/assets/"))
          .noneMatch(it -> it.contains("pusher"));
      // The missing sign-in at the start is no error.
      assertThat(person.consoleErrors())
          .filteredOn(it -> !it.startsWith("Failed to load resource"))
          .isEmpty();
    }
  }

  private static void watch(String streamer) {
    var watch = visitor.send("PUT", "/api/streamers/%s/watch".formatted(streamer));
    assertThat(watch.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(watch.body()).getJsonArray("channels")).isEmpty();
    control.awaitSubscriptions(streamer, 8);
  }

  private static String happen() {
    return control.happen("channel.update", "hubveteran", new JsonObject()).get(0);
  }
}
