package dev.streamviewer.demo.watch;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.demo.support.PageVisitor;
import dev.streamviewer.demo.support.TestDemo;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tests that one viewer, or a stranger without an account, cannot use up the shared limits of
 * Twitch.
 */
class ViewerLimitsIT {
  private static TestDemo demo;
  private static SandboxControl control;

  @BeforeAll
  static void start() {
    demo = TestDemo.start();
    control = demo.control();
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @AfterEach
  void calm() {
    control.clearFaults();
  }

  @Test
  void startsNoSubscriptionForAnonymousListeners() {
    var streamers = IntStream.rangeClosed(1, 40).mapToObj(i -> "anon" + i).toList();
    streamers.forEach(control::addUser);
    try (var stranger = demo.listener("anon1")) {
      streamers.stream().skip(1).forEach(stranger::listen);
      List.of("a@b", "not-a-login").forEach(stranger::listen);
      await().until(() -> control.isOccupied("not-a-login"));

      // Two rounds of the reconciler: only a round can repair the second watch.
      watchWhileTwitchIsDown("orbitaltea");
      watchWhileTwitchIsDown("nightowlchess");

      assertThat(streamers).allSatisfy(it -> assertThat(control.subscriptions(it)).isEmpty());
    }
  }

  @Test
  void countsSimultaneousWatchesOfAViewer() {
    IntStream.range(0, 80).forEach(i -> control.addUser("burst" + i));
    var viewer = signedIn("quietriver");

    var answers = atOnce(80, i -> viewer.send("PUT", "/api/streamers/burst%d/watch".formatted(i)));

    assertThat(statuses(answers)).containsExactlyInAnyOrderEntriesOf(Map.of(200, 25L, 503, 55L));
    assertLimited(answers);
  }

  @Test
  void limitsSearchesPerViewer() {
    var flooder = signedIn("adaviews");
    var other = signedIn("pixelpaul");

    var answers = atOnce(200, i -> flooder.get("/api/streamers?query=q%dzz".formatted(i)));

    assertThat(statuses(answers).get(503)).isGreaterThan(150);
    assertLimited(answers);
    assertThat(other.json("GET", "/api/streamers?query=hubvet").getJsonArray("streamers"))
        .isNotEmpty();
  }

  @Test
  void limitsListsAndUnknownNamesPerViewer() {
    var flooder = signedIn("juniper_k");
    var other = signedIn("mossandmortar");

    var lists =
        atOnce(100, i -> flooder.get("/api/streams?logins=list%d,nobody%d".formatted(i, i)));
    var watches =
        atOnce(100, i -> flooder.send("PUT", "/api/streamers/nobody%d/watch".formatted(i)));

    assertThat(statuses(lists).get(503)).isGreaterThan(50);
    assertThat(statuses(watches).get(503)).isGreaterThan(60);
    assertLimited(lists);
    assertLimited(watches);
    assertThat(other.json("GET", "/api/streams?logins=bravegoose").getJsonArray("streams"))
        .hasSize(1);
  }

  private static void watchWhileTwitchIsDown(String streamer) {
    var viewer = signedIn("tfue");
    control.addFault("helix", "status", new JsonObject().put("status", 503));
    var watch = viewer.json("PUT", "/api/streamers/%s/watch".formatted(streamer));
    assertThat(watch.getJsonObject("streamer").getString("id")).isEmpty();
    control.clearFaults();
    control.awaitSubscriptions(streamer, 8);
  }

  private static PageVisitor signedIn(String user) {
    var visitor = demo.visitor();
    visitor.signIn(user);
    return visitor;
  }

  private static List<HttpResponse<String>> atOnce(
      int requests, IntFunction<HttpResponse<String>> request) {
    var threads = Executors.newFixedThreadPool(40);
    try {
      var answers =
          IntStream.range(0, requests)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> request.apply(i), threads))
              .toList();
      return answers.stream().map(CompletableFuture::join).toList();
    } finally {
      threads.shutdown();
    }
  }

  private static Map<Integer, Long> statuses(List<HttpResponse<String>> answers) {
    return answers.stream()
        .map(HttpResponse::statusCode)
        .collect(groupingBy(Function.identity(), counting()));
  }

  /** Asserts that a refusal is limited to this viewer, is explained, and has a time to retry. */
  private static void assertLimited(List<HttpResponse<String>> answers) {
    assertThat(answers)
        .filteredOn(it -> it.statusCode() == 503)
        .allSatisfy(
            it -> {
              var problem = new JsonObject(it.body());
              assertThat(problem.getString("code")).isEqualTo("limited");
              assertThat(problem.getString("detail")).startsWith("You have ");
              assertThat(it.headers().firstValue("Retry-After")).hasValue("60");
            });
  }
}
