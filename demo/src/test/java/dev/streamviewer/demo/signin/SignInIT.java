package dev.streamviewer.demo.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.demo.support.PageVisitor;
import dev.streamviewer.demo.support.TestDemo;
import dev.streamviewer.testing.HttpCalls;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignInIT {
  private static final String USER = "tfue";

  private static TestDemo demo;

  @BeforeAll
  static void start() {
    demo = TestDemo.start();
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @AfterEach
  void calm() {
    demo.control().clearFaults();
  }

  @Test
  void endsOnTheHomePageWithASessionThatKnowsTheViewer() {
    var visitor = demo.visitor();

    assertThat(visitor.signIn(USER)).endsWith("/#/home");

    var me = visitor.json("GET", "/api/auth/me");
    assertThat(me.getString("login")).isEqualTo(USER);
    assertThat(me.getString("id")).isEqualTo("60978448");
    assertThat(me.getString("avatar")).startsWith("http");
  }

  @Test
  void keepsTokensAwayFromTheBrowser() {
    var visitor = demo.visitor();
    visitor.signIn(USER);

    assertThat(visitor.json("GET", "/api/auth/me").fieldNames())
        .containsExactlyInAnyOrder("id", "login", "name", "avatar", "scopes");
    assertThat(visitor.cookies()).containsOnlyKeys("session", "signed-in");
    assertThat(visitor.cookies()).containsEntry("signed-in", "1");
  }

  @Test
  void signsInDespiteManyUnfinishedSignIns() {
    var strangers =
        IntStream.range(0, 10_050)
            .parallel()
            .mapToObj(n -> HttpCalls.untilAvailable(() -> demo.visitor().get("/api/auth/login")))
            .mapToInt(HttpResponse::statusCode)
            .filter(status -> status == 302)
            .count();

    assertThat(strangers).isEqualTo(10_050);
    assertThat(demo.visitor().get("/api/auth/login").statusCode()).isEqualTo(302);
    assertThat(demo.visitor().signIn(USER)).endsWith("/#/home");
  }

  @Test
  void refusesASignInStartedByAnotherSite() {
    var visitor = demo.visitor();
    visitor.signIn(USER);

    var answer = visitor.send("GET", "/api/auth/login", "Sec-Fetch-Site", "cross-site");

    assertThat(PageVisitor.location(answer)).endsWith("/#/login");
    assertThat(visitor.get("/api/auth/me").statusCode()).isEqualTo(200);
  }

  @Test
  void survivesAForgedAnswerDuringASignIn() {
    var visitor = demo.visitor();
    var consent = PageVisitor.location(visitor.get("/api/auth/login"));
    visitor.get("/api/auth/callback?state=x");

    assertThat(PageVisitor.location(visitor.get(visitor.decide(consent, USER, "authorize"))))
        .endsWith("/#/home");
  }

  @Test
  void removesAMarkerWithoutASession() {
    var visitor = demo.visitor();
    visitor.cookies().put("signed-in", "1");

    assertThat(visitor.get("/api/auth/me").statusCode()).isEqualTo(401);
    assertThat(visitor.cookies()).isEmpty();
  }

  @Test
  void hidesOperatorErrorsFromViewers() {
    var visitor = demo.visitor();
    visitor.signIn(USER);
    demo.control().addFault("helix", "status", new JsonObject().put("status", 401));
    demo.control()
        .addFault("oauth", "status", new JsonObject().put("status", 403).put("path", "token"));

    var answer = visitor.get("/api/streamers?query=refused");

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(new JsonObject(answer.body()).getString("detail"))
        .isEqualTo(
            "Twitch does not accept requests from this site at the moment. Please try again"
                + " later.");
    var health = URI.create("http://localhost:%d/health/ready".formatted(demo.managementPort()));
    assertThat(HttpCalls.get(health).body())
        .contains("Check TWITCH_CLIENT_ID and TWITCH_CLIENT_SECRET");
  }

  @Test
  void returnsToTheRequestedStreamer() {
    var visitor = demo.visitor();
    var consent = PageVisitor.location(visitor.get("/api/auth/login?streamer=tfue"));

    var end = PageVisitor.location(visitor.get(visitor.decide(consent, USER, "authorize")));

    assertThat(end).endsWith("/#/home?streamer=tfue");
  }

  @Test
  void reportsThatTheViewerDenied() {
    var visitor = demo.visitor();
    var consent = PageVisitor.location(visitor.get("/api/auth/login"));

    var end = PageVisitor.location(visitor.get(visitor.decide(consent, USER, "deny")));

    assertThat(end).endsWith("/#/login?error=denied");
    assertThat(visitor.get("/api/auth/me").statusCode()).isEqualTo(401);
  }

  @Test
  void refusesAnAnswerThatWasUsedBefore() {
    var visitor = demo.visitor();
    var answer =
        visitor.decide(PageVisitor.location(visitor.get("/api/auth/login")), USER, "authorize");
    var cookies = Map.copyOf(visitor.cookies());
    visitor.get(answer);
    var replayer = demo.visitor();
    replayer.cookies().putAll(cookies);

    assertThat(PageVisitor.location(replayer.get(answer))).endsWith("/#/login?error=replayed");
  }

  @Test
  void refusesAnAnswerForAnotherBrowser() {
    var victim = demo.visitor();
    var attacker = demo.visitor();
    var answer =
        attacker.decide(PageVisitor.location(attacker.get("/api/auth/login")), USER, "authorize");
    victim.get("/api/auth/login");

    assertThat(PageVisitor.location(victim.get(answer))).endsWith("/#/login?error=forged");
    assertThat(victim.get("/api/auth/me").statusCode()).isEqualTo(401);
    // The attempt did not use up the sign-in of the right browser.
    assertThat(PageVisitor.location(attacker.get(answer))).endsWith("/#/home");
  }

  @Test
  void refusesAnUnrequestedAnswer() {
    var visitor = demo.visitor();

    assertThat(PageVisitor.location(visitor.get("/api/auth/callback?code=x&state=y")))
        .endsWith("/#/login?error=forged");
    assertThat(PageVisitor.location(visitor.get("/api/auth/callback")))
        .endsWith("/#/login?error=forged");
    assertThat(PageVisitor.location(visitor.get("/api/auth/callback?state=a&state=b")))
        .endsWith("/#/login?error=forged");
  }

  @Test
  void reportsThatTwitchRefusesTheCode() {
    var visitor = demo.visitor();
    var answer =
        visitor.decide(PageVisitor.location(visitor.get("/api/auth/login")), USER, "authorize");

    var end = PageVisitor.location(visitor.get(answer.replaceAll("code=[^&]+", "code=wrong")));

    assertThat(end).endsWith("/#/login?error=failed");
  }

  @Test
  void reportsThatTwitchIsDown() {
    var visitor = demo.visitor();
    var answer =
        visitor.decide(PageVisitor.location(visitor.get("/api/auth/login")), USER, "authorize");
    demo.control().addFault("oauth", "status", new JsonObject().put("status", 503));

    assertThat(PageVisitor.location(visitor.get(answer))).endsWith("/#/login?error=unavailable");
  }

  @Test
  void worksInTwoTabsAtOnce() {
    var visitor = demo.visitor();
    var first = PageVisitor.location(visitor.get("/api/auth/login"));
    var second = PageVisitor.location(visitor.get("/api/auth/login"));

    assertThat(PageVisitor.location(visitor.get(visitor.decide(second, USER, "authorize"))))
        .endsWith("/#/home");
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void completesTheSignInsOfTwoTabs() {
    var visitor = demo.visitor();
    var first = visitor.decide(beginning(visitor), USER, "authorize");
    var second = visitor.decide(beginning(visitor), USER, "authorize");

    assertThat(PageVisitor.location(visitor.get(first))).endsWith("/#/home");
    assertThat(PageVisitor.location(visitor.get(second))).endsWith("/#/home");
    assertThat(visitor.json("GET", "/api/auth/me").getString("login")).isEqualTo(USER);
  }

  @Test
  void completesTheSignInsOfTwoTabsAtOnce() throws Exception {
    var visitor = demo.visitor();
    var first = visitor.decide(beginning(visitor), USER, "authorize");
    var second = visitor.decide(beginning(visitor), USER, "authorize");

    var tabs = answeredAtOnce(visitor, first, second);

    assertThat(tabs).allSatisfy(tab -> assertThat(tab.page()).endsWith("/#/home"));
    assertThat(tabs).allSatisfy(tab -> assertThat(tab.viewer()).isEqualTo(USER));
  }

  @Test
  void signsInOnceByTheSameAnswerTwiceAtOnce() throws Exception {
    var visitor = demo.visitor();
    var answer = visitor.decide(beginning(visitor), USER, "authorize");
    // The second callback arrives before the first is completed.
    demo.control()
        .addFault("oauth", "slow", new JsonObject().put("ms", 3_000).put("path", "token"));

    var tabs = answeredAtOnce(visitor, answer, answer);

    assertThat(tabs).allSatisfy(tab -> assertThat(tab.page()).endsWith("/#/home"));
    assertThat(tabs).extracting(Tab::viewer).containsOnly(USER);
    assertThat(tabs).extracting(Tab::session).doesNotContainNull();
    assertThat(tabs.stream().map(Tab::session).distinct()).hasSize(1);
  }

  @Test
  void opensThePageWhenAnAnswerComesAgain() {
    var visitor = demo.visitor();
    var consent = PageVisitor.location(visitor.get("/api/auth/login?streamer=tfue"));
    var answer = visitor.decide(consent, USER, "authorize");
    visitor.get(answer);
    var session = visitor.cookies().get("session");

    assertThat(PageVisitor.location(visitor.get(answer))).contains("/#/home");
    assertThat(PageVisitor.location(visitor.get("/api/auth/callback?code=x&state=y")))
        .endsWith("/#/home");
    assertThat(visitor.cookies()).containsEntry("session", session);
  }

  @Test
  void keepsTheSessionDespiteAnAnswerOfAnotherBrowser() {
    var victim = demo.visitor();
    victim.signIn(USER);
    var session = victim.cookies().get("session");
    var attacker = demo.visitor();
    var answer = attacker.decide(beginning(attacker), "kettle_and_code", "authorize");

    assertThat(PageVisitor.location(victim.get(answer))).endsWith("/#/home");

    assertThat(victim.cookies()).containsEntry("session", session);
    assertThat(victim.json("GET", "/api/auth/me").getString("login")).isEqualTo(USER);
  }

  @Test
  void refusesAReplayAfterSignOut() {
    var visitor = demo.visitor();
    var answer = visitor.decide(beginning(visitor), USER, "authorize");
    var cookies = Map.copyOf(visitor.cookies());
    visitor.get(answer);
    visitor.send("POST", "/api/auth/logout");
    visitor.cookies().putAll(cookies);

    assertThat(PageVisitor.location(visitor.get(answer))).endsWith("/#/login?error=replayed");
    assertThat(visitor.get("/api/auth/me").statusCode()).isEqualTo(401);
  }

  @Test
  void endsTheSessionOfADeletedAccount() {
    demo.control().addUser("leaver");
    var visitor = demo.visitor();
    visitor.signIn("leaver");

    demo.control().removeUser("leaver");

    await()
        .untilAsserted(
            () -> assertThat(visitor.get("/api/auth/me?fresh=true").statusCode()).isEqualTo(401));
  }

  @Test
  void replacesTheSessionAtEachSignIn() {
    var visitor = demo.visitor();
    visitor.signIn(USER);
    var old = visitor.cookies().get("session");
    visitor.signIn(USER);

    assertThat(visitor.cookies().get("session")).isNotEqualTo(old);
  }

  @Test
  void endsTheSessionAtLogout() {
    var visitor = demo.visitor();
    visitor.signIn(USER);
    var thief = demo.visitor();
    thief.cookies().putAll(visitor.cookies());

    assertThat(visitor.send("POST", "/api/auth/logout").statusCode()).isEqualTo(204);

    assertThat(visitor.cookies()).isEmpty();
    assertThat(thief.get("/api/auth/me").statusCode()).isEqualTo(401);
  }

  @Test
  void refusesASignOutByAnotherSite() {
    var visitor = demo.visitor();
    visitor.signIn(USER);

    var answer = visitor.send("POST", "/api/auth/logout", "Origin", "https://evil.example");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(visitor.get("/api/auth/me").statusCode()).isEqualTo(200);
  }

  /** The result of a callback in one of several tabs. */
  private record Tab(String page, String session, String viewer) {}

  private static String beginning(PageVisitor visitor) {
    return PageVisitor.location(visitor.get("/api/auth/login"));
  }

  /** Sends callbacks at the same moment, each with the cookies that a browser has before. */
  private static List<Tab> answeredAtOnce(PageVisitor visitor, String... answers) throws Exception {
    var start = new CyclicBarrier(answers.length);
    var pool = Executors.newFixedThreadPool(answers.length);
    try {
      var calls =
          Stream.of(answers).<Callable<Tab>>map(it -> () -> answered(visitor, it, start)).toList();
      var tabs = new ArrayList<Tab>();
      for (var tab : pool.invokeAll(calls)) {
        tabs.add(tab.get());
      }
      return tabs;
    } finally {
      pool.shutdown();
    }
  }

  private static Tab answered(PageVisitor visitor, String answer, CyclicBarrier start)
      throws Exception {
    var tab = demo.visitor();
    tab.cookies().putAll(visitor.cookies());
    start.await();
    var page = PageVisitor.location(tab.get(answer));
    var viewer = tab.json("GET", "/api/auth/me").getString("login");
    return new Tab(page, tab.cookies().get("session"), viewer);
  }

  @Test
  void refusesAnUnknownSession() {
    var visitor = demo.visitor();
    visitor.cookies().put("session", "made-up");

    var answer = visitor.get("/api/auth/me");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("detail");
  }
}
