package dev.streamviewer.platform.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.testing.TestClock;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LeaderLeaseTest {
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final Duration STEP_DOWN_PAUSE = Duration.ofSeconds(10);

  private final TestClock clock = new TestClock();
  private AsyncMap<String, String> leases;
  private LeaderLease first;
  private LeaderLease second;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    leases = vertx.sharedData().<String, String>getAsyncMap("leases").await(60, SECONDS);
    first = new LeaderLease(leases, "job", clock);
    second = new LeaderLease(leases, "job", clock);
  }

  @Test
  void belongsToOneProcessAtATime() throws Exception {
    assertThat(holds(first)).isTrue();
    assertThat(holds(second)).isFalse();
    assertThat(holds(first)).isTrue();
  }

  @Test
  void isSeparateForEachJob() throws Exception {
    holds(first);

    assertThat(holds(new LeaderLease(leases, "other", clock))).isTrue();
  }

  @Test
  void passesToAnotherProcessAfterFiveSecondsWithoutARenewal() throws Exception {
    holds(first);
    assertThat(holds(second)).isFalse();

    clock.advance(SILENCE.minusMillis(1));
    assertThat(holds(second)).isFalse();
    clock.advance(Duration.ofMillis(1));

    assertThat(holds(second)).isTrue();
    assertThat(holds(first)).isFalse();
  }

  @Test
  void staysWithAProcessThatRenewsIt() throws Exception {
    for (var i = 0; i < 20; i++) {
      assertThat(holds(first)).isTrue();
      assertThat(holds(second)).isFalse();
      clock.advance(Duration.ofSeconds(1));
    }
  }

  /** In a slow cluster, a renewal begins before the previous one has ended. */
  @Test
  void keepsTheLeaseWhenRenewalsOverlap() throws Exception {
    holds(first);

    var renewals = Stream.generate(first::renew).limit(5).toList();

    for (var renewal : renewals) {
      assertThat(renewal.await(60, SECONDS)).isTrue();
    }
  }

  /** The entry of a process that was killed may never expire. */
  @Test
  void passesOnWithoutTheExpiryOfItsEntry() throws Exception {
    leases.put("job", "the holder of an earlier version").await(60, SECONDS);
    assertThat(holds(first)).isFalse();

    clock.advance(SILENCE);

    assertThat(holds(first)).isTrue();
  }

  @Test
  void passesToAnotherProcessAfterItsRelease() throws Exception {
    holds(first);

    first.release().await(60, SECONDS);

    assertThat(holds(second)).isTrue();
    assertThat(holds(first)).isFalse();
  }

  @Test
  void isNotReleasedByAnotherProcess() throws Exception {
    holds(first);

    second.release().await(60, SECONDS);

    assertThat(holds(second)).isFalse();
  }

  @Test
  void staysWithAnotherProcessForAWhileAfterAStepDown() throws Exception {
    holds(first);

    first.stepDown();
    assertThat(holds(first)).isFalse();
    await().atMost(Duration.ofSeconds(60)).until(() -> holds(second));
    second.release().await(60, SECONDS);

    clock.advance(STEP_DOWN_PAUSE);
    assertThat(holds(first)).isTrue();
  }

  private static boolean holds(LeaderLease lease) throws Exception {
    return lease.renew().await(60, SECONDS);
  }
}
