package dev.streamviewer.gateway.api;

import static dev.streamviewer.gateway.TestGateway.assertProblem;
import static dev.streamviewer.gateway.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.gateway.TestGateway;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.event.AuthorizeChannel;
import dev.streamviewer.platform.contract.event.ChannelAuthorization;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.overlay.CreateOverlay;
import dev.streamviewer.platform.contract.overlay.EndOverlay;
import dev.streamviewer.platform.contract.overlay.FindOverlay;
import dev.streamviewer.platform.contract.overlay.FindOverlays;
import dev.streamviewer.platform.contract.overlay.NewOverlay;
import dev.streamviewer.platform.contract.overlay.OverlayRights;
import dev.streamviewer.platform.contract.overlay.Overlays;
import dev.streamviewer.platform.contract.overlay.Overlays.Overlay;
import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.StreamState;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Overlays as a browser source uses them, and as an attacker does. */
@ExtendWith(VertxExtension.class)
class OverlayRoutesIT {
  private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
  private static final String OWN = "own.token";
  private static final String FOREIGN = "foreign.token";
  private static final String RENAMED = "renamed.token";

  private final Queue<Object> asked = new ConcurrentLinkedQueue<>();
  private TestGateway gateway;

  @BeforeEach
  void start(Vertx vertx) {
    gateway = TestGateway.start(vertx).signedIn();
    serveOverlays(
        Map.of(
            OWN, rights("ada", "ada", Set.of("bits:read")),
            FOREIGN, rights("ada", "tfue", Set.of()),
            RENAMED, rights("ada_renamed", "ada", Set.of())));
    serveStreamers();
  }

  @Test
  void createsATokenOnceForASignedInViewer() {
    Contracts.CREATE_OVERLAY.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          return Future.succeededFuture(new NewOverlay(new Secret("a.b"), "tfue", AT));
        });

    var response = send(form(gateway.asAda("/api/overlay-tokens"), "streamer=Tfue"));

    assertThat(response.body())
        .isEqualTo(
            """
            {"token":"a.b","streamer":"tfue","expiresAt":"2026-11-23T10:00:00Z"}\
            """);
    assertThat(response.headers().firstValue("cache-control")).contains("no-store");
    assertThat(asked).containsExactly(new CreateOverlay(new Secret(TestGateway.SESSION), "tfue"));
  }

  @Test
  void listsAndEndsOverlays() {
    Contracts.FIND_OVERLAYS.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          return Future.succeededFuture(new Overlays(List.of(new Overlay("tfue", AT))));
        });
    Contracts.END_OVERLAY.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          return Future.succeededFuture(new Done());
        });

    assertThat(send(gateway.asAda("/api/overlay-tokens")).body())
        .isEqualTo(
            """
            {"overlays":[{"streamer":"tfue","expiresAt":"2026-11-23T10:00:00Z"}]}\
            """);
    assertThat(send(gateway.asAda("/api/overlay-tokens/Tfue").DELETE()).statusCode())
        .isEqualTo(204);
    assertThat(asked).containsExactly(new FindOverlays("42"), new EndOverlay("42", "tfue"));
  }

  @Test
  void requiresASessionToManageOverlays() {
    for (var token : List.of(OWN, FOREIGN)) {
      assertProblem(send(with(token, form("/api/overlay-tokens", "streamer=tfue"))), 401, "sign");
      assertProblem(send(with(token, gateway.request("/api/overlay-tokens"))), 401, "sign");
      assertProblem(
          send(with(token, gateway.request("/api/overlay-tokens/ada").DELETE())), 401, "sign");
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void createsNoTokenForAnotherSite() {
    var forged =
        form(gateway.asAda("/api/overlay-tokens"), "streamer=tfue")
            .header("Origin", "https://evil.test")
            .header("Sec-Fetch-Site", "cross-site");

    assertProblem(send(forged), 403, "Another site");
  }

  @Test
  void opensTheOwnStreamWithThePrivateChannel() {
    var opened = open(OWN, "ada");

    assertThat(opened.getJsonArray("channels")).containsExactly("ada", "private-ada");
    assertThat(types(opened.getJsonObject("recent")))
        .containsExactly("stream.online", "channel.follow");
    assertThat(asked)
        .contains(
            new WatchStreamer("ada", "42", Set.of("bits:read"), null),
            new FindRecentEvents("ada", null, true));
  }

  @Test
  void opensAnotherStreamWithoutAnythingPrivate() {
    var opened = open(FOREIGN, "tfue");

    assertThat(opened.getJsonArray("channels")).containsExactly("tfue");
    assertThat(types(opened.getJsonObject("recent"))).containsExactly("stream.online");
    assertThat(asked)
        .contains(
            new WatchStreamer("tfue", "42", Set.of(), null),
            new FindRecentEvents("tfue", null, false));
  }

  @Test
  void showsNothingPrivateUnderAFormerLogin() {
    var opened = open(RENAMED, "ada");

    assertThat(opened.getJsonArray("channels")).containsExactly("ada");
    assertThat(asked).contains(new FindRecentEvents("ada", null, false));
    assertProblem(authorize(RENAMED, "private-ada"), 403, "own stream");
    assertProblem(authorize(RENAMED, "private-ada_renamed"), 403, "own stream");
  }

  @Test
  void renewsTheWatchOfItsStreamer() {
    var renew = gateway.request("/api/streamers/tfue/watch").POST(BodyPublishers.noBody());

    assertThat(send(with(FOREIGN, renew)).statusCode()).isEqualTo(204);
    assertThat(asked).contains(new RenewWatch("tfue", "42"));
  }

  @Test
  void authorizesThePrivateChannelOfItsOwnStreamOnly() {
    assertThat(authorize(OWN, "private-ada").statusCode()).isEqualTo(200);

    assertProblem(authorize(FOREIGN, "private-tfue"), 403, "own stream");
    assertProblem(authorize(FOREIGN, "private-ada"), 403, "own stream");
    assertProblem(authorize(OWN, "private-tfue"), 403, "own stream");
    assertProblem(authorize(OWN, "private-ada-42"), 403, "own stream");
    assertProblem(authorize(OWN, "private-ADA"), 403, "own stream");
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/streamers/ninja/watch",
    "POST, /api/streamers/ninja/watch",
    "GET, /api/streamers/ninja/events",
    "GET, /api/streamers/ninja/events/1",
    "GET, /api/streamers/ada/events",
    "PUT, /api/streamers/ADA/watch"
  })
  void refusesAnotherStreamer(String method, String path) {
    var request = gateway.request(path).method(method, BodyPublishers.noBody());

    assertProblem(send(with(FOREIGN, request)), 403, "its own streamer");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/auth/me",
    "GET, /api/streams?list=followed",
    "GET, /api/streams?list=popular",
    "GET, /api/streams?logins=ada",
    "GET, /api/streamers?query=ada",
    "GET, /api/categories",
    "GET, /api/streamers/ada/videos",
    "GET, /api/streamers/ada/schedule",
    "GET, /api/streamers/ada/viewers",
    "DELETE, /api/streamers/ada/watch"
  })
  void permitsNothingElse(String method, String path) {
    var request = gateway.request(path).method(method, BodyPublishers.noBody());

    assertProblem(send(with(OWN, request)), 401, "sign in");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "bearer x",
        "Bearer own.token x",
        "Bearer own.tokenX",
        "Bearer {}",
        "Bearerown.token",
        "Bearer own.token,own.token"
      })
  void refusesABadToken(String header) {
    var request = gateway.request("/api/streamers/ada/events").header("Authorization", header);

    assertProblem(send(request), 401, "not valid");
  }

  @Test
  void refusesTwoTokens() {
    var request = gateway.request("/api/streamers/ada/events");

    assertProblem(send(with(OWN, with(FOREIGN, request))), 401, "once");
  }

  @Test
  void refusesABadTokenDespiteAGoodSession() {
    var request = with("forged.token", gateway.asAda("/api/streamers/ada/events"));

    var response = send(request);

    assertProblem(response, 401, "not valid");
    assertThat(response.headers().allValues("set-cookie")).isEmpty();
  }

  @Test
  void usesTheTokenAndNotTheSession() {
    assertProblem(
        send(with(FOREIGN, gateway.asAda("/api/streamers/ada/events"))), 403, "its own streamer");
  }

  @Test
  void ignoresTheCredentialsOfAProxy() {
    var request = gateway.asAda("/api/streamers/ada/events").header("Authorization", "Basic YTpi");

    assertThat(send(request).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/streamers/ada/events?token=own.token",
        "/api/streamers/ada/events?access_token=own.token",
        "/api/streamers/ada/events?overlay=own.token"
      })
  void acceptsNoTokenInTheQuery(String path) {
    assertProblem(gateway.get(path), 401, "sign in");
    assertProblem(
        send(gateway.request("/api/streamers/ada/events").header("Cookie", "session=" + OWN)),
        401,
        "");
  }

  @Test
  void limitsBadTokensOfAnAddress() {
    var bad = with("bad.token", gateway.request("/api/streamers/ada/events"));

    var limited = firstLimited(bad, 401);

    assertProblem(limited, 503, "many overlay tokens that are not valid");
    assertThat(new JsonObject(limited.body()).getString("code")).isEqualTo("limited");
    assertThat(limited.headers().firstValue("retry-after")).contains("60");
    var checked = asked.size();
    assertProblem(send(bad), 503, "not valid");
    assertThat(asked).as("the auth service is spared").hasSize(checked);
    assertThat(send(gateway.asAda("/api/streamers/ada/events")).statusCode())
        .as("viewers with sessions are not affected")
        .isEqualTo(200);
  }

  @Test
  void limitsTheRequestsOfAnOverlay() {
    var request = with(OWN, gateway.request("/api/streamers/ada/events"));

    assertProblem(firstLimited(request, 200), 503, "many requests");

    assertThat(open(FOREIGN, "tfue").getJsonArray("channels")).isNotEmpty();
  }

  /** Repeats a request until it is limited; a slow machine refills allowances meanwhile. */
  private static HttpResponse<String> firstLimited(HttpRequest.Builder request, int before) {
    for (var i = 0; i < 1_000; i++) {
      var response = send(request);
      if (response.statusCode() != before) {
        return response;
      }
    }
    throw new AssertionError("No request was limited");
  }

  @Test
  void refusesEverythingWithoutTheAuthService() {
    var vertx = Vertx.vertx();
    var alone = TestGateway.start(vertx);

    var response = send(with(OWN, alone.request("/api/streamers/ada/events")));

    assertProblem(response, 503, "not running");
    TestGateway.await(vertx.close());
  }

  private JsonObject open(String token, String login) {
    var response =
        send(
            with(
                token,
                gateway
                    .request("/api/streamers/" + login + "/watch")
                    .PUT(BodyPublishers.noBody())));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new JsonObject(response.body());
  }

  private HttpResponse<String> authorize(String token, String channel) {
    return send(with(token, form("/api/pusher/auth", "socket_id=1.2&channel_name=" + channel)));
  }

  private static List<String> types(JsonObject recent) {
    return recent.getJsonArray("events", new JsonArray()).stream()
        .map(event -> ((JsonObject) event).getString("type"))
        .toList();
  }

  private HttpRequest.Builder form(String path, String body) {
    return form(gateway.request(path), body);
  }

  private static HttpRequest.Builder form(HttpRequest.Builder request, String body) {
    return request
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder with(String token, HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + token);
  }

  private static OverlayRights rights(String login, String streamer, Set<String> scopes) {
    return new OverlayRights("42", login, scopes, streamer, AT);
  }

  private void serveOverlays(Map<String, OverlayRights> rights) {
    Contracts.FIND_OVERLAY.serve(
        gateway.bus,
        question -> {
          var found = rights.get(question.token().value());
          if (found != null) {
            return Future.succeededFuture(found);
          }
          asked.add(new FindOverlay(question.token()));
          return Future.failedFuture(
              new BusFailure(Reason.UNAUTHENTICATED, "This overlay is not valid."));
        });
  }

  private void serveStreamers() {
    Contracts.WATCH_STREAMER.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          var id = question.login().equals("ada") ? "42" : "7";
          return Future.succeededFuture(
              new WatchedStreamer(
                  new StreamerProfile(id, question.login(), "Somebody", ""),
                  new StreamState(false, "", "", 0, null),
                  new SubscriptionReport(List.of(), List.of(), List.of())));
        });
    Contracts.RENEW_WATCH.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          return Future.succeededFuture(new Done());
        });
    Contracts.RECENT_EVENTS.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          return Future.succeededFuture(
              new RecentEvents(
                  List.of(event("stream.online"), event("channel.follow")).stream()
                      .filter(it -> question.includePrivate() || it.type().startsWith("stream"))
                      .toList(),
                  true));
        });
    Contracts.AUTHORIZE_CHANNEL.serve(
        gateway.bus,
        question -> {
          asked.add(new AuthorizeChannel(question.socketId(), question.channel()));
          return Future.succeededFuture(new ChannelAuthorization("key:signature"));
        });
  }

  private static StreamEvent event(String type) {
    return new StreamEvent(
        type, type, AT, new Streamer("42", "ada", "Ada"), "Now", new JsonObject());
  }
}
