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
import dev.streamviewer.platform.contract.event.FindEvent;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.OriginalBody;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.FindStreamers;
import dev.streamviewer.platform.contract.streamer.FoundStreamers;
import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.StreamState;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.platform.contract.streamer.StreamerSuggestion;
import dev.streamviewer.platform.contract.streamer.UnwatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class StreamerRoutesIT {
  private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

  private final Queue<Object> asked = new ConcurrentLinkedQueue<>();
  private TestGateway gateway;

  @BeforeEach
  void start(Vertx vertx) {
    gateway = TestGateway.start(vertx).signedIn();
  }

  /** Serves a webhook service that knows one streamer by every login. */
  private void serveWatch(String id, String login) {
    Contracts.WATCH_STREAMER.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          return Future.succeededFuture(
              new WatchedStreamer(
                  new StreamerProfile(id, login, "Somebody", ""),
                  new StreamState(false, "", "", 0, null),
                  new SubscriptionReport(
                      List.of("stream.online"),
                      List.of("stream.offline"),
                      List.of(new Refusal("channel.follow", "refused", "Not granted.")))));
        });
  }

  private void serveRecentEvents(StreamEvent... events) {
    Contracts.RECENT_EVENTS.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          return Future.succeededFuture(new RecentEvents(List.of(events), true));
        });
  }

  private static StreamEvent event(String type, String streamerId) {
    var streamer = new Streamer(streamerId, "ada", "Ada");
    return new StreamEvent("m-" + type, type, AT, streamer, "Now", new JsonObject().put("a", 1));
  }

  private HttpResponse<String> watch(String login) {
    return watch(login, "");
  }

  private HttpResponse<String> watch(String login, String query) {
    return send(
        gateway.asAda("/api/streamers/" + login + "/watch" + query).PUT(BodyPublishers.noBody()));
  }

  @Test
  void returnsEverythingThatThePageShows() {
    serveWatch("7", "tfue");
    serveRecentEvents(event("stream.online", "7"));

    var response = watch("TFUE");

    assertThat(new JsonObject(response.body()))
        .isEqualTo(
            new JsonObject(
                """
                {"streamer": {"id": "7", "login": "tfue", "name": "Somebody", "avatar": ""},
                 "stream": {"live": false, "title": "", "category": "", "categoryId": "",
                            "language": "", "viewers": 0, "startedAt": null, "thumbnail": ""},
                 "channels": ["tfue"], "moderator": false,
                 "subscriptions": {"active": ["stream.online"], "pending": ["stream.offline"],
                                   "refused": [{"type": "channel.follow", "cause": "refused",
                                                "reason": "Not granted."}]},
                 "recent": {"complete": true, "events": [
                   {"id": "m-stream.online", "type": "stream.online",
                    "at": "2026-11-23T10:00:00Z",
                    "streamer": {"id": "7", "login": "ada", "name": "Ada"},
                    "headline": "Now", "details": {"a": 1}, "key": "m-stream.online"}]}}
                """));
    assertThat(asked)
        .containsExactlyInAnyOrder(
            new WatchStreamer("tfue", "42", Set.of("bits:read"), new Secret("lender")),
            new FindRecentEvents("tfue", null, false));
  }

  @Test
  void passesOnTheIdThatThePageKnows() {
    serveWatch("7", "tfue");
    serveRecentEvents();

    watch("tfue_former", "?id=7");

    assertThat(asked)
        .contains(
            new WatchStreamer(
                "tfue_former", "42", Set.of("bits:read"), new Secret("lender"), null, "7"));
  }

  @Test
  void offersThePrivateChannelToItsStreamer() {
    serveWatch("42", "ada");
    serveRecentEvents(event("channel.follow", "42"));

    var answer = new JsonObject(watch("Ada").body());

    assertThat(answer.getJsonArray("channels")).containsExactly("ada", "private-ada");
    assertThat(answer.getJsonObject("recent").getJsonArray("events")).hasSize(1);
    assertThat(asked).contains(new FindRecentEvents("ada", null, true));
  }

  @ParameterizedTest(name = "id {0}, login {1}")
  @CsvSource({"43,ada", "42,ada_renamed", "7,tfue"})
  void offersNoPrivateChannelForALoginOrIdAlone(String id, String login) {
    serveWatch(id, login);
    serveRecentEvents();

    assertThat(new JsonObject(watch("ada").body()).getJsonArray("channels")).containsExactly(login);
  }

  @Test
  void hidesPrivateEventsOfAPreviousOwnerOfTheLogin() {
    serveRecentEvents(event("channel.follow", "43"), event("stream.online", "43"));

    var response = send(gateway.asAda("/api/streamers/ada/events"));

    assertThat(new JsonObject(response.body()).getJsonArray("events"))
        .extracting(it -> ((JsonObject) it).getString("type"))
        .containsExactly("stream.online");
  }

  @Test
  void opensAStreamWithoutRecentEvents() {
    serveWatch("7", "tfue");

    var recent = new JsonObject(watch("tfue").body()).getJsonObject("recent");

    assertThat(recent.getJsonArray("events")).isEmpty();
    assertThat(recent.getBoolean("complete")).isFalse();
  }

  @Test
  void opensNoStreamWithoutTheWebhookService() {
    serveRecentEvents();

    assertProblem(watch("tfue"), 503, "The webhook service is not running just now.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%E6%97%A5%E6%9C%AC",
        "-5",
        "tfue%0D%0AX:%20y",
        "abcdefghijklmnopqrstuvwxyz",
        "%00"
      })
  void watchesNoMalformedLogin(String login) {
    serveWatch("7", "tfue");
    serveRecentEvents();

    assertProblem(watch(login), 400, "expected 1 to 25 letters, digits or underscores");
    assertThat(asked).isEmpty();
  }

  @Test
  void reportsAnUnknownStreamer() {
    serveRecentEvents();
    Contracts.WATCH_STREAMER.serve(
        gateway.bus,
        question ->
            Future.failedFuture(
                new BusFailure(Reason.NOT_FOUND, "Nobody at Twitch is called nobody.")));

    assertProblem(watch("nobody"), 404, "Nobody at Twitch is called nobody.");
  }

  @Test
  void findsNoModeratedStreamsWithoutConsent() {
    assertThat(send(gateway.asAda("/api/streams?list=moderated")).body())
        .isEqualTo("{\"streams\":[],\"consent\":false,\"eventsWait\":false}");
  }

  @Test
  void returnsEventsAfterTheLastKnownEvent() {
    serveRecentEvents(event("stream.online", "7"));

    var response = send(gateway.asAda("/api/streamers/TFUE/events?after=12.5%2Bx%25"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(asked).containsExactly(new FindRecentEvents("tfue", "12.5+x%", false));
  }

  @Test
  void returnsNoEventsWithoutTheNotifier() {
    assertProblem(
        send(gateway.asAda("/api/streamers/tfue/events")),
        503,
        "The notifier service is not running just now.");
  }

  private void serveEvent(StreamEvent event) {
    Contracts.FIND_EVENT.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          return Future.succeededFuture(event);
        });
  }

  @Test
  void returnsOneEventWhole() {
    serveEvent(event("stream.online", "7"));

    var response = send(gateway.asAda("/api/streamers/TFUE/events/m-1%232%2F%2B"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(response.body()))
        .isEqualTo(
            new JsonObject(
                """
                {"id": "m-stream.online", "type": "stream.online", "at": "2026-11-23T10:00:00Z",
                 "streamer": {"id": "7", "login": "ada", "name": "Ada"},
                 "headline": "Now", "details": {"a": 1}, "key": "m-stream.online"}
                """));
    assertThat(asked).containsExactly(new FindEvent("tfue", "m-1#2/+", false));
  }

  @Test
  void returnsAnEventWithWhatTwitchSent() {
    serveEvent(event("stream.online", "7"));
    Contracts.FIND_ORIGINAL_BODY.serve(
        gateway.bus,
        question ->
            Future.succeededFuture(
                new OriginalBody(new JsonObject().put("id", question.id()).put("type", "live"))));

    var response = new JsonObject(send(gateway.asAda("/api/streamers/tfue/events/m")).body());

    assertThat(response.getString("headline")).isEqualTo("Now");
    assertThat(response.getJsonObject("body"))
        .isEqualTo(new JsonObject().put("id", "m-stream.online").put("type", "live"));
  }

  @Test
  void returnsAnEventWhoseBodyIsNoLongerKept() {
    serveEvent(event("stream.online", "7"));
    Contracts.FIND_ORIGINAL_BODY.serve(
        gateway.bus, question -> Future.succeededFuture(OriginalBody.NONE));

    var response = send(gateway.asAda("/api/streamers/tfue/events/m"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(response.body()).containsKey("body")).isFalse();
  }

  @Test
  void returnsAPrivateEventToItsStreamer() {
    serveEvent(event("channel.follow", "42"));

    var response = send(gateway.asAda("/api/streamers/Ada/events/m"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(asked).containsExactly(new FindEvent("ada", "m", true));
  }

  @Test
  void hidesAPrivateEventOfAPreviousOwnerOfTheLogin() {
    serveEvent(event("channel.follow", "43"));

    assertProblem(send(gateway.asAda("/api/streamers/ada/events/m")), 404, FindEvent.NOT_KEPT);
  }

  @Test
  void reportsAnEventThatIsNoLongerKept() {
    Contracts.FIND_EVENT.serve(
        gateway.bus,
        question -> Future.failedFuture(new BusFailure(Reason.NOT_FOUND, FindEvent.NOT_KEPT)));

    assertProblem(
        send(gateway.asAda("/api/streamers/tfue/events/m")),
        404,
        "This event is no longer kept: only the last events of each streamer are.");
  }

  @Test
  void renewsAWatch() {
    Contracts.RENEW_WATCH.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          return Future.succeededFuture(new Done());
        });

    var response = send(gateway.asAda("/api/streamers/Tfue/watch").POST(BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(asked).containsExactly(new RenewWatch("tfue", "42"));
  }

  @Test
  void endsAWatch() {
    Contracts.UNWATCH_STREAMER.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          return Future.succeededFuture(new Done());
        });

    var response = send(gateway.asAda("/api/streamers/Tfue/watch").DELETE());

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(asked).containsExactly(new UnwatchStreamer("tfue", "42", new Secret("lender")));
  }

  @Test
  void findsStreamersByAnyText() {
    Contracts.FIND_STREAMERS.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          return Future.succeededFuture(
              new FoundStreamers(
                  List.of(
                      new StreamerSuggestion("7", "tfue", "Tfue", "", true, "Chess", "Hi", 5))));
        });

    for (var typed :
        List.of("100%25", "c%2B%2B", "1.5", "true", "%22quoted", "%5Bx", "%20tfue%20")) {
      assertThat(send(gateway.asAda("/api/streamers?query=" + typed)).body())
          .isEqualTo(
              """
              {"streamers":[{"id":"7","login":"tfue","name":"Tfue","avatar":"","live":true,\
              "category":"Chess","title":"Hi","viewers":5}]}\
              """);
    }

    assertThat(asked)
        .extracting(it -> ((FindStreamers) it).query())
        .containsExactly("100%", "c++", "1.5", "true", "\"quoted", "[x", "tfue");
  }
}
