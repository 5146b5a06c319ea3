package dev.streamviewer.auth.login;

import static dev.streamviewer.testing.Await.failure;
import static dev.streamviewer.testing.Await.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.auth.crypto.RandomIds;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.LoginResult.Outcome;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LoginStatesTest {
  private static final Secret SECRET = new Secret("hush");

  private final TestClock clock = new TestClock();
  private final String loginCookie = RandomIds.next();
  private Vertx vertx;
  private LoginStates states;

  @BeforeEach
  void create(Vertx vertx) {
    this.vertx = vertx;
    states = value(LoginStates.create(vertx.sharedData(), SECRET, clock));
  }

  @Test
  void acceptsAStateInTheSameBrowser() {
    var state = states.issue(loginCookie, "tfue");

    assertThat(value(states.check(state, loginCookie)).streamer()).isEqualTo("tfue");
  }

  @Test
  void acceptsAStateWithoutAStreamer() {
    var state = states.issue(loginCookie, null);

    assertThat(value(states.check(state, loginCookie)).streamer()).isNull();
  }

  @Test
  void storesNothingForStartedSignIns() {
    var begun =
        IntStream.range(0, 10_050).mapToObj(n -> states.issue(loginCookie, "tfue")).toList();

    assertThat(begun).doesNotHaveDuplicates();
    assertThat(value(spent().size())).isZero();
    assertThat(value(states.check(begun.get(0), loginCookie))).isNotNull();
  }

  @Test
  void storesNothingForSignInsWithoutAToken() {
    for (var n = 0; n < 100; n++) {
      value(states.check(states.issue(loginCookie, null), loginCookie));
    }

    assertThat(value(spent().size())).isZero();
  }

  @Test
  void issuesShortStatesOfUrlSafeCharacters() {
    assertThat(states.issue(loginCookie, "x".repeat(25))).hasSizeLessThan(200).matches("[\\w.-]+");
  }

  @Test
  void acceptsStatesOfProcessesWithTheSameSecretOnly() {
    var same = value(LoginStates.create(vertx.sharedData(), SECRET, clock));
    var other = value(LoginStates.create(vertx.sharedData(), new Secret("another"), clock));
    var state = states.issue(loginCookie, "tfue");

    assertThat(value(same.check(state, loginCookie)).streamer()).isEqualTo("tfue");
    assertThat(rejection(other, state, loginCookie)).isEqualTo(Outcome.FORGED);
  }

  @Test
  void rejectsASecondUseAsAReplay() {
    var state = states.issue(loginCookie, null);
    spend(state);

    assertThat(rejection(state, loginCookie)).isEqualTo(Outcome.REPLAYED);
  }

  @Test
  void rejectsASecondUseInAnotherProcessAsAReplay() {
    var another = value(LoginStates.create(vertx.sharedData(), SECRET, clock));
    var state = states.issue(loginCookie, null);
    spend(state);

    assertThat(rejection(another, state, loginCookie)).isEqualTo(Outcome.REPLAYED);
  }

  @Test
  void acceptsOneOfManyConcurrentUses() {
    var login = value(states.check(states.issue(loginCookie, null), loginCookie));

    var uses = Stream.generate(() -> states.markUsed(login)).limit(20).toList();
    value(Future.join(uses).otherwiseEmpty());

    assertThat(uses).filteredOn(Future::succeeded).hasSize(1);
    assertThat(uses)
        .filteredOn(Future::failed)
        .allSatisfy(
            use ->
                assertThat(failure(use, LoginRejected.class).outcome())
                    .isEqualTo(Outcome.REPLAYED));
  }

  @Test
  void acceptsAStateForTenMinutes() {
    var state = states.issue(loginCookie, null);
    clock.advance(Duration.ofMinutes(10));

    assertThat(value(states.check(state, loginCookie))).isNotNull();
  }

  @Test
  void rejectsAStateAfterTenMinutes() {
    var state = states.issue(loginCookie, null);
    clock.advance(Duration.ofMinutes(10).plusMillis(1));

    assertThat(rejection(state, loginCookie)).isEqualTo(Outcome.EXPIRED);
  }

  @Test
  void rejectsAnUnknownStateAsForged() {
    assertThat(rejection(RandomIds.next(), loginCookie)).isEqualTo(Outcome.FORGED);
  }

  @Test
  void rejectsMissingAndMalformedInputAsForged() {
    var state = states.issue(loginCookie, null);

    assertThat(
            List.of(
                rejection(null, loginCookie),
                rejection("", loginCookie),
                rejection(".", loginCookie),
                rejection("...", loginCookie),
                rejection(state + "x", loginCookie),
                rejection(state + ".", loginCookie),
                rejection(state.replace('.', 'x'), loginCookie),
                rejection("ä" + state, loginCookie),
                rejection("x".repeat(5000), loginCookie),
                rejection(state, null),
                rejection(state, "guess")))
        .containsOnly(Outcome.FORGED);
  }

  @Test
  void rejectsAStateWithAnyChangedCharacter() {
    var state = states.issue(loginCookie, "tfue");

    var changed =
        IntStream.range(0, state.length())
            .mapToObj(at -> new StringBuilder(state).replace(at, at + 1, "~").toString());

    assertThat(changed.map(it -> rejection(it, loginCookie))).containsOnly(Outcome.FORGED);
  }

  @Test
  void rejectsAStateInAnotherBrowserAndKeepsItValid() {
    var state = states.issue(loginCookie, "tfue");

    assertThat(rejection(state, RandomIds.next())).isEqualTo(Outcome.FORGED);
    assertThat(value(states.check(state, loginCookie)).streamer()).isEqualTo("tfue");
  }

  @Test
  void acceptsSignInsInTwoTabsOfOneBrowser() {
    var first = states.issue(loginCookie, "first");
    var second = states.issue(loginCookie, "second");

    assertThat(spend(first).streamer()).isEqualTo("first");
    assertThat(spend(second).streamer()).isEqualTo("second");
  }

  @Test
  void issuesStatesWithoutTheLoginCookie() {
    assertThat(states.issue(loginCookie, null)).doesNotContain(loginCookie);
  }

  @Test
  void derivesASessionCookieThatOnlyOneBrowserCanGet() {
    var other = value(LoginStates.create(vertx.sharedData(), new Secret("another"), clock));
    var login = value(states.check(states.issue(loginCookie, null), loginCookie));
    var second = value(states.check(states.issue(loginCookie, null), loginCookie));

    var cookie = states.sessionCookie(login, loginCookie);

    assertThat(RandomIds.wellFormed(cookie.value())).isTrue();
    assertThat(states.sessionCookie(login, loginCookie)).isEqualTo(cookie);
    assertThat(states.sessionCookie(second, loginCookie)).isNotEqualTo(cookie);
    assertThat(states.sessionCookie(login, RandomIds.next())).isNotEqualTo(cookie);
    assertThat(other.sessionCookie(login, loginCookie)).isNotEqualTo(cookie);
  }

  @Test
  void refusesSignInsBeyondTheLimitOfUsedStates() {
    var small = value(LoginStates.create(vertx.sharedData(), SECRET, clock, 1));
    var first = small.issue(loginCookie, null);
    var second = small.issue(loginCookie, null);
    value(small.check(first, loginCookie).compose(small::markUsed));

    var failure =
        failure(small.check(second, loginCookie).compose(small::markUsed), BusFailure.class);

    assertThat(failure.reason()).isEqualTo(BusFailure.Reason.BUSY);
    assertThat(rejection(first, loginCookie)).isEqualTo(Outcome.REPLAYED);
  }

  private LoginState spend(String state) {
    var login = value(states.check(state, loginCookie));
    value(states.markUsed(login));
    return login;
  }

  private Outcome rejection(String state, String loginCookie) {
    return rejection(states, state, loginCookie);
  }

  private static Outcome rejection(LoginStates states, String state, String loginCookie) {
    return failure(states.check(state, loginCookie), LoginRejected.class).outcome();
  }

  private AsyncMap<String, String> spent() {
    return value(vertx.sharedData().<String, String>getAsyncMap("auth.spent-logins"));
  }
}
