package dev.streamviewer.auth.login;

import static dev.streamviewer.testing.Await.failure;
import static dev.streamviewer.testing.Await.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.auth.session.MapCapacity;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.testing.InterceptedMap;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PendingLoginsTest {
  private static final LoginState LOGIN = new LoginState("nonce", Instant.EPOCH, null);
  private static final LoginState OTHER = new LoginState("another", Instant.EPOCH, null);

  private Vertx vertx;
  private PendingLogins pending;

  @BeforeEach
  void create(Vertx vertx) {
    this.vertx = vertx;
    pending = create(10);
  }

  @Test
  void admitsOneCallbackOfASignInAtATime() {
    assertThat(value(pending.begin(LOGIN))).isTrue();
    assertThat(value(create(10).begin(LOGIN))).isFalse();
    assertThat(value(pending.begin(OTHER))).isTrue();

    value(pending.end(LOGIN));

    assertThat(value(pending.begin(LOGIN))).isTrue();
  }

  @Test
  void waitsForTheEndOfTheOtherCallback() {
    value(pending.begin(LOGIN));

    var wait = create(10).awaitEnd(LOGIN, Duration.ofSeconds(5));
    assertThat(wait.isComplete()).isFalse();
    value(pending.end(LOGIN));

    value(wait);
  }

  @Test
  void stopsWaitingForACallbackThatHangs() {
    value(pending.begin(LOGIN));

    failure(pending.awaitEnd(LOGIN, Duration.ofMillis(100)), TimeoutException.class);
  }

  @Test
  void admitsEveryCallbackBeyondTheLimit() {
    var small = create(1);
    value(small.begin(LOGIN));

    assertThat(value(small.begin(OTHER))).isTrue();
    assertThat(value(small.begin(OTHER))).isTrue();
  }

  @Test
  void admitsACallbackIfTheClusterDoesNotAnswer() {
    var map =
        InterceptedMap.before(
            value(vertx.sharedData().<String, String>getLocalAsyncMap("silent")),
            "putIfAbsent",
            () -> Promise.promise().future());
    var silent =
        new PendingLogins(map, new MapCapacity(map, 10, new TestClock()), Timers.of(vertx));

    assertThat(value(silent.begin(LOGIN))).isTrue();
  }

  private PendingLogins create(int limit) {
    return value(
        PendingLogins.create(vertx.sharedData(), Timers.of(vertx), new TestClock(), limit));
  }
}
