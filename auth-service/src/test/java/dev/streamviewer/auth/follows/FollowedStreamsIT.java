package dev.streamviewer.auth.follows;

import static dev.streamviewer.auth.TestAuthService.reason;
import static dev.streamviewer.testing.Await.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.auth.TestAuthService;
import dev.streamviewer.auth.TestTwitch;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.streamer.FoundStreams;
import dev.streamviewer.platform.contract.streamer.FoundStreams.StreamOf;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class FollowedStreamsIT {
  private static final String SCOPE = "user:read:follows";
  private static final String FOLLOWED = "/helix/streams/followed";

  private TestAuthService auth;
  private TestTwitch twitch;

  @BeforeEach
  void start(Vertx vertx) {
    auth = TestAuthService.start(vertx);
    twitch = auth.twitch();
    twitch.control().follow("ninja", "tfue", "hubveteran", "nightowlchess");
  }

  @Test
  void listsTheLiveStreamsOfFollowedChannels() {
    var found = value(auth.followed(cookie(SCOPE)));

    assertThat(found.consent()).isTrue();
    assertThat(found.streams())
        .extracting(StreamOf::login)
        .containsExactly("tfue", "nightowlchess");
    var tfue = found.streams().get(0);
    assertThat(tfue.avatar()).endsWith("/avatars/tfue.svg");
    assertThat(tfue.stream().live()).isTrue();
    assertThat(tfue.stream().category()).isEqualTo("Just Chatting");
    assertThat(tfue.stream().categoryId()).isEqualTo("509658");
    assertThat(tfue.stream().language()).isEqualTo("en");
    assertThat(tfue.stream().thumbnail()).contains("{width}x{height}");
    assertThat(tfue.stream().startedAt()).isNotNull();
  }

  @Test
  void reportsAMissingConsentWithoutAskingTwitch() {
    assertThat(value(auth.followed(cookie("bits:read")))).isEqualTo(FoundStreams.withoutConsent());
    assertThat(twitch.requestsTo(FOLLOWED)).isEmpty();
  }

  @Test
  void refusesAnUnknownSession() {
    assertThat(reason(auth.followed(new Secret("made up")))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(reason(auth.followed(new Secret(null)))).isEqualTo(Reason.UNAUTHENTICATED);
    assertThat(reason(auth.followed(null))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void asksTwitchOnceAMinuteForAllSessionsOfAViewer() {
    var laptop = cookie(SCOPE);
    var phone = cookie(SCOPE);

    value(Future.all(IntStream.range(0, 20).mapToObj(i -> auth.followed(laptop)).toList()));
    value(auth.followed(phone));
    assertThat(twitch.requestsTo(FOLLOWED)).hasSize(1);

    auth.advance(Duration.ofSeconds(61));
    value(auth.followed(phone));
    assertThat(twitch.requestsTo(FOLLOWED)).hasSize(2);
    assertThat(twitch.requestsTo("/helix/users"))
        .as("two profiles at sign-in, one call for all pictures")
        .hasSize(3);
  }

  @Test
  void withholdsARememberedListFromASessionWithoutConsent() {
    value(auth.followed(cookie(SCOPE)));

    assertThat(value(auth.followed(cookie("bits:read"))).consent()).isFalse();
  }

  @Test
  void renewsAnExpiredToken() {
    var cookie = cookie(SCOPE);
    auth.advance(Duration.ofMinutes(5));
    twitch.control().expireTokens();

    assertThat(value(auth.followed(cookie)).streams()).hasSize(2);
    assertThat(twitch.tokenForms("refresh_token")).hasSize(1);
  }

  @Test
  void endsTheListWithTheConsentAtTwitch() {
    var cookie = cookie(SCOPE);
    auth.advance(Duration.ofMinutes(5));
    twitch.control().withdraw("ninja");

    assertThat(reason(auth.followed(cookie))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void endsTheListWithTheSession() {
    var cookie = cookie(SCOPE);
    value(auth.followed(cookie));

    value(auth.end(cookie));

    assertThat(reason(auth.followed(cookie))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void asksAgainOnlySecondsAfterAFailure() {
    var cookie = cookie(SCOPE);
    twitch.refuse(FOLLOWED, 503, "later");

    assertThat(reason(auth.followed(cookie))).isEqualTo(Reason.UPSTREAM);
    assertThat(reason(auth.followed(cookie))).isEqualTo(Reason.UPSTREAM);
    assertThat(twitch.requestsTo(FOLLOWED)).hasSize(1);

    twitch.control().clearFaults();
    auth.advance(Duration.ofSeconds(6));
    assertThat(value(auth.followed(cookie)).streams()).hasSize(2);
  }

  @Test
  void listsStreamsWithoutPicturesIfTwitchHasNone() {
    var cookie = cookie(SCOPE);
    twitch.refuse("/helix/users", 500, "no");

    assertThat(value(auth.followed(cookie)).streams())
        .hasSize(2)
        .allMatch(it -> it.avatar().isEmpty());
  }

  @Test
  void skipsStreamsThatMakeNoSense() {
    var cookie = cookie(SCOPE);
    var good =
        new JsonObject().put("user_id", "7").put("user_login", "tfue").put("viewer_count", "many");
    var senseless = new JsonObject().put("user_id", 5).put("viewer_count", "many");
    twitch.answer(FOLLOWED, new JsonObject().put("data", JsonArray.of(good, senseless, "text", 4)));

    var streams = value(auth.followed(cookie)).streams();

    assertThat(streams).extracting(StreamOf::login).containsExactly("tfue");
    assertThat(streams.get(0).stream().viewers()).isZero();
  }

  private Secret cookie(String scope) {
    return auth.signIn(scope).session();
  }
}
