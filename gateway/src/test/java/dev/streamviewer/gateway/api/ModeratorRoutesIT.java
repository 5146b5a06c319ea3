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
import dev.streamviewer.platform.contract.auth.ModeratedChannels;
import dev.streamviewer.platform.contract.auth.ModeratedChannels.ModeratedChannel;
import dev.streamviewer.platform.contract.event.AuthorizeChannel;
import dev.streamviewer.platform.contract.event.ChannelAuthorization;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.FindStreams;
import dev.streamviewer.platform.contract.streamer.FoundStreams;
import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.StreamState;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The role of a moderator at the gateway. Ada (42) moderates tfue. */
@ExtendWith(VertxExtension.class)
class ModeratorRoutesIT {
  private static final ModeratedChannels TFUE =
      new ModeratedChannels(List.of(new ModeratedChannel("7", "tfue")));
  private static final ModeratedChannels NONE = new ModeratedChannels(List.of());

  private final Queue<Object> asked = new ConcurrentLinkedQueue<>();
  private volatile Future<ModeratedChannels> channels = Future.succeededFuture(TFUE);
  private TestGateway gateway;

  @BeforeEach
  void start(Vertx vertx) {
    gateway = TestGateway.start(vertx).signedInAsModerator(() -> channels);
    Contracts.AUTHORIZE_CHANNEL.serve(
        gateway.bus, question -> answer(question, new ChannelAuthorization("key:signature")));
    Contracts.FIND_STREAMS.serve(
        gateway.bus, question -> answer(question, new FoundStreams(List.of())));
    Contracts.RENEW_WATCH.serve(gateway.bus, question -> answer(question, new Done()));
    Contracts.RECENT_EVENTS.serve(
        gateway.bus,
        question ->
            answer(
                question,
                new RecentEvents(
                    List.of(
                        event("stream.online", null),
                        event("channel.warning.send", "42"),
                        event("channel.warning.send", "43"),
                        event("channel.follow", null)),
                    true)));
  }

  private <T> Future<T> answer(Object question, T answer) {
    asked.add(question);
    return Future.succeededFuture(answer);
  }

  @Test
  void authorizesTheModeratorsOwnChannel() {
    assertThat(authorize("private-tfue-42").body()).isEqualTo("{\"auth\":\"key:signature\"}");
    assertThat(asked).containsExactly(new AuthorizeChannel("1.2", "private-tfue-42"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "private-tfue",
        "private-tfue-43",
        "private-tfue-42-42",
        "private-tfue-042",
        "private-TFUE-42",
        "private-hubveteran-42",
        "private--42",
        "private-tfue-",
        "tfue-42"
      })
  void authorizesNoOtherChannel(String channel) {
    assertProblem(authorize(channel), 403, "your channel of a stream that you moderate");
    assertThat(asked).isEmpty();
  }

  @Test
  void authorizesNoFormerModerator() {
    channels = Future.succeededFuture(NONE);

    assertProblem(authorize("private-tfue-42"), 403, "a stream that you moderate");
    assertThat(asked).isEmpty();
  }

  @Test
  void authorizesNoChannelWhileTheRoleIsUnknown() {
    channels = Future.failedFuture(new BusFailure(Reason.UPSTREAM, "Twitch does not answer."));

    assertProblem(authorize("private-tfue-42"), 502, "Twitch does not answer.");
    assertThat(asked).isEmpty();
  }

  @Test
  void offersTheModeratorsChannel() {
    serveWatch(true);

    var opened = new JsonObject(watch().body());

    assertThat(opened.getBoolean("moderator")).isTrue();
    assertThat(opened.getJsonArray("channels")).containsExactly("tfue", "private-tfue-42");
    assertThat(asked)
        .anyMatch(
            it ->
                it instanceof WatchStreamer watch
                    && new Secret("moderator").equals(watch.moderator()));
  }

  @Test
  void offersNoModeratorsChannelWithoutTheRole() {
    serveWatch(false);

    var opened = new JsonObject(watch().body());

    assertThat(opened.getBoolean("moderator")).isFalse();
    assertThat(opened.getJsonArray("channels")).containsExactly("tfue");
  }

  @Test
  void showsOnlyTheModeratorsOwnEvents() {
    assertThat(recentTypes()).containsExactly("stream.online", "channel.warning.send");
    assertThat(asked).contains(new FindRecentEvents("tfue", null, false, "42"));
  }

  @Test
  void hidesTheEventsOfAFormerModerator() {
    channels = Future.succeededFuture(NONE);

    assertThat(recentTypes()).containsExactly("stream.online");
    assertThat(asked).contains(new FindRecentEvents("tfue", null, false, null));
  }

  @Test
  void hidesTheEventsWhileTheRoleIsUnknown() {
    channels = Future.failedFuture(new BusFailure(Reason.UPSTREAM, "Twitch does not answer."));

    assertThat(recentTypes()).containsExactly("stream.online");
  }

  @Test
  void renewsAWatchWithTheReferenceToTheRole() {
    var renewed = send(gateway.asAda("/api/streamers/tfue/watch").POST(BodyPublishers.noBody()));

    assertThat(renewed.statusCode()).isEqualTo(204);
    assertThat(asked).containsExactly(new RenewWatch("tfue", "42", new Secret("moderator")));
  }

  @Test
  void findsTheStreamsOfModeratedChannels() {
    assertThat(send(gateway.asAda("/api/streams?list=moderated")).statusCode()).isEqualTo(200);
    assertThat(asked).containsExactly(new FindStreams(List.of("tfue"), "42"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?list=moderated&logins=tfue"})
  void demandsEitherLoginsOrModeratedChannels(String query) {
    assertProblem(send(gateway.asAda("/api/streams" + query)), 400, "either logins");
  }

  private void serveWatch(boolean moderator) {
    Contracts.WATCH_STREAMER.serve(
        gateway.bus,
        question ->
            answer(
                question,
                new WatchedStreamer(
                    new StreamerProfile("7", "tfue", "Tfue", ""),
                    new StreamState(false, "", "", 0, null),
                    new SubscriptionReport(List.of(), List.of(), List.of()),
                    moderator)));
  }

  private HttpResponse<String> watch() {
    return send(gateway.asAda("/api/streamers/tfue/watch").PUT(BodyPublishers.noBody()));
  }

  private List<String> recentTypes() {
    var recent = send(gateway.asAda("/api/streamers/tfue/events"));
    return new JsonObject(recent.body())
        .getJsonArray("events").stream()
            .map(event -> ((JsonObject) event).getString("type"))
            .toList();
  }

  private HttpResponse<String> authorize(String channel) {
    return send(
        gateway
            .asAda("/api/pusher/auth")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("socket_id=1.2&channel_name=" + channel)));
  }

  private static StreamEvent event(String type, String moderator) {
    return new StreamEvent(
        "m-" + type,
        type,
        Instant.EPOCH,
        new Streamer("7", "tfue", "Tfue"),
        "Now",
        new JsonObject(),
        moderator);
  }
}
