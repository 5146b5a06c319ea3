package dev.streamviewer.auth;

import static dev.streamviewer.auth.Await.failure;
import static dev.streamviewer.auth.Await.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.contract.LoginResult.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PendingLoginsTest {
  private final TestClock clock = new TestClock();
  private final String browser = RandomIds.next();
  private Vertx vertx;
  private PendingLogins pending;

  @BeforeEach
  void create(Vertx vertx) {
    this.vertx = vertx;
    pending = value(PendingLogins.create(vertx.sharedData(), clock));
  }

  @Test
  void givesBackWhatWasBegunInTheSameBrowser() {
    var state = value(pending.open(browser, "tfue"));

    assertThat(value(pending.redeem(state, browser)).streamer()).isEqualTo("tfue");
  }

  @Test
  void remembersThatNoStreamerWasNamed() {
    var state = value(pending.open(browser, null));

    assertThat(value(pending.redeem(state, browser)).streamer()).isNull();
  }

  @Test
  void callsASecondUseAReplay() {
    var state = value(pending.open(browser, null));
    value(pending.redeem(state, browser));

    assertThat(rejection(state, browser)).isEqualTo(Outcome.REPLAYED);
  }

  @Test
  void letsOnlyOneOfManyUsesAtTheSameMomentWin() {
    var state = value(pending.open(browser, null));

    var uses = Stream.generate(() -> pending.redeem(state, browser)).limit(20).toList();
    value(Future.join(uses).otherwiseEmpty());

    assertThat(uses).filteredOn(Future::succeeded).hasSize(1);
  }

  @Test
  void isGoodForTenMinutes() {
    var state = value(pending.open(browser, null));
    clock.advance(Duration.ofMinutes(10));

    assertThat(value(pending.redeem(state, browser))).isNotNull();
  }

  @Test
  void expiresAfterTenMinutes() {
    var state = value(pending.open(browser, null));
    clock.advance(Duration.ofMinutes(10).plusMillis(1));

    assertThat(rejection(state, browser)).isEqualTo(Outcome.EXPIRED);
  }

  @Test
  void callsAStateThatItNeverGaveForged() {
    assertThat(rejection(RandomIds.next(), browser)).isEqualTo(Outcome.FORGED);
  }

  @Test
  void callsWhatIsMissingOrMalformedForged() {
    var state = value(pending.open(browser, null));

    assertThat(
            List.of(
                rejection(null, browser),
                rejection("", browser),
                rejection(state + "x", browser),
                rejection(state, null),
                rejection(state, "guess")))
        .containsOnly(Outcome.FORGED);
  }

  @Test
  void callsAnotherBrowserForgedAndStaysGoodForTheRightOne() {
    var state = value(pending.open(browser, "tfue"));

    assertThat(rejection(state, RandomIds.next())).isEqualTo(Outcome.FORGED);
    assertThat(value(pending.redeem(state, browser)).streamer()).isEqualTo("tfue");
  }

  @Test
  void letsTwoTabsOfOneBrowserSignIn() {
    var first = value(pending.open(browser, "first"));
    var second = value(pending.open(browser, "second"));

    assertThat(value(pending.redeem(first, browser)).streamer()).isEqualTo("first");
    assertThat(value(pending.redeem(second, browser)).streamer()).isEqualTo("second");
  }

  @Test
  void doesNotKeepWhatTheBrowserHolds() {
    value(pending.open(browser, null));

    var values =
        value(
            vertx
                .sharedData()
                .<String, String>getAsyncMap("auth.logins")
                .compose(map -> map.values()));
    assertThat(values).hasSize(1).noneMatch(json -> json.contains(browser));
  }

  @Test
  void refusesMoreSignInsThanItHasRoomFor() {
    var small = value(PendingLogins.create(vertx.sharedData(), clock, 2));
    value(small.open(browser, null));
    value(small.open(browser, null));

    var failure = failure(small.open(browser, null), BusFailure.class);

    assertThat(failure.reason()).isEqualTo(BusFailure.Reason.BUSY);
  }

  private Outcome rejection(String state, String browser) {
    return failure(pending.redeem(state, browser), LoginRejected.class).outcome();
  }
}
