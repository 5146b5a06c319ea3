package dev.streamviewer.auth.twitch;

import static dev.streamviewer.testing.Await.failure;
import static dev.streamviewer.testing.Await.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.auth.TestTwitch;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class TwitchDeadlinesIT {
  private static final Secret TOKEN = new Secret("token");

  private static final TwitchDeadlines SHORT =
      new TwitchDeadlines(Duration.ofMillis(300), Duration.ofMillis(300));

  private Vertx vertx;
  private TestTwitch twitch;

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    twitch = TestTwitch.start(vertx);
  }

  @Test
  void endsCallsToASilentServerInTime() {
    var oauth = oauth(SHORT);
    var users = users(SHORT);
    twitch.silence(TestTwitch.VALIDATE);
    twitch.silence(TestTwitch.USERS);
    twitch.silence(TestTwitch.TOKEN);

    assertUnreachable(users.validate(TOKEN));
    assertUnreachable(users.profile(TOKEN));
    assertUnreachable(oauth.appToken());
  }

  @Test
  void recoversAfterCallsWithoutAResponse() {
    var oauth = oauth(SHORT);
    twitch.silence(TestTwitch.TOKEN);
    value(Future.join(Stream.generate(oauth::appToken).limit(20).toList()).otherwiseEmpty());
    twitch.control().clearFaults();
    twitch.answer(TestTwitch.TOKEN, new JsonObject().put("access_token", "app"));

    await()
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(value(oauth.appToken()).access()).isEqualTo(new Secret("app")));
  }

  @Test
  void treatsAMeaninglessResponseAsNoResponse() {
    var oauth = oauth(TwitchDeadlines.DEFAULT);
    var users = users(TwitchDeadlines.DEFAULT);
    twitch.answer(TestTwitch.VALIDATE, new JsonObject());
    twitch.answer(TestTwitch.USERS, new JsonObject());
    twitch.answer(TestTwitch.TOKEN, new JsonObject());

    assertUnreachable(users.validate(TOKEN));
    assertUnreachable(users.profile(TOKEN));
    assertUnreachable(oauth.appToken());
  }

  @Test
  void reportsTwitchsMessageOfARefusal() {
    var config = twitch.config("wrong");
    var oauth = new TwitchOAuth(vertx, config, new TestClock(), TwitchDeadlines.DEFAULT);
    var users = new TwitchUsers(vertx, config, TwitchDeadlines.DEFAULT);

    assertThat(failure(users.validate(TOKEN), TwitchFailure.class))
        .hasMessage("invalid access token");
    assertThat(failure(oauth.appToken(), TwitchFailure.class)).hasMessage("invalid client secret");
  }

  private TwitchOAuth oauth(TwitchDeadlines deadlines) {
    return new TwitchOAuth(vertx, twitch.config(), new TestClock(), deadlines);
  }

  private TwitchUsers users(TwitchDeadlines deadlines) {
    return new TwitchUsers(vertx, twitch.config(), deadlines);
  }

  private static void assertUnreachable(Future<?> call) {
    var failure = failure(call, TwitchFailure.class);
    assertThat(failure.status()).isZero();
    assertThat(failure.refused()).isFalse();
  }
}
