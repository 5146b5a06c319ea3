package dev.streamviewer.platform.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.testing.InterceptedMap;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LeaderLeaseTest {
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Duration STEP_DOWN_PAUSE = Duration.ofSeconds(10);

  private final AtomicLong nanoTime = new AtomicLong();
  private Context context;
  private Timers timers;
  private AsyncMap<String, String> leases;
  private LeaderLease first;
  private LeaderLease second;

  /** A lease as processes of 0.2.0 take it. */
  private final class EarlierLease {
    private static final long TTL = 5_000;
    private static final String HOLDER = "a process of 0.2.0";

    private Future<Boolean> renew() {
      return leases
          .putIfAbsent("job", HOLDER, TTL)
          .compose(
              other ->
                  other == null
                      ? Future.succeededFuture(true)
                      : leases.replaceIfPresent("job", HOLDER, HOLDER, TTL));
    }
  }

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    context = vertx.getOrCreateContext();
    leases = vertx.sharedData().<String, String>getAsyncMap("leases").await(60, SECONDS);
    timers = timers(Timers.of(vertx));
    first = new LeaderLease(leases, "job", timers);
    second = new LeaderLease(leases, "job", timers);
  }

  /** Returns real delays, with a clock for durations that stands still until a test moves it. */
  private Timers timers(Timers real) {
    return new Timers() {
      @Override
      public Future<Void> pass(Duration duration) {
        return real.pass(duration);
      }

      @Override
      public long nanoTime() {
        return nanoTime.get();
      }
    };
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

    assertThat(holds(new LeaderLease(leases, "other", timers))).isTrue();
  }

  @Test
  void passesToAnotherProcessAfterFiveSecondsWithoutARenewal() throws Exception {
    holds(first);
    assertThat(holds(second)).isFalse();

    for (var passed = INTERVAL; passed.compareTo(SILENCE) < 0; passed = passed.plus(INTERVAL)) {
      advance(INTERVAL);
      assertThat(holds(second)).as("after %s", passed).isFalse();
    }
    advance(INTERVAL);

    assertThat(holds(second)).isTrue();
    assertThat(holds(first)).isFalse();
  }

  /** A process that was stopped has not yet received what the others wrote meanwhile. */
  @Test
  void doesNotTakeItsOwnPauseForSilence() throws Exception {
    holds(first);
    assertThat(holds(second)).isFalse();

    advance(SILENCE.plusSeconds(1));

    assertThat(holds(second)).isFalse();
  }

  @Test
  void staysWithAProcessThatRenewsIt() throws Exception {
    for (var i = 0; i < 20; i++) {
      assertThat(holds(first)).isTrue();
      assertThat(holds(second)).isFalse();
      advance(Duration.ofSeconds(1));
    }
  }

  /** In a slow cluster, a renewal begins before the previous one has ended. */
  @Test
  void keepsTheLeaseWhenRenewalsOverlap() throws Exception {
    holds(first);

    var renewals = Stream.generate(() -> on(first::renew)).limit(5).toList();

    for (var renewal : renewals) {
      assertThat(renewal.await(60, SECONDS)).isTrue();
    }
  }

  /** After a split, operations on an entry that has expired may never end. */
  @Test
  void doesNotDependOnEntriesThatExpire() throws Exception {
    var lease = new LeaderLease(withoutExpiringEntries(), "job", timers);

    assertThat(holds(lease)).isTrue();
    assertThat(holds(lease)).isTrue();
    assertThat(holds(second)).isFalse();
    on(lease::release).await(60, SECONDS);
    assertThat(holds(second)).isTrue();
  }

  @Test
  void isNotHeldWhileTheClusterDoesNotAnswer(Vertx vertx) throws Exception {
    var calls = new AtomicInteger();
    var silent =
        InterceptedMap.before(
            leases,
            ".*",
            () -> {
              calls.incrementAndGet();
              return Promise.promise().future();
            });
    var lease = new LeaderLease(silent, "job", Timers.of(vertx));

    var renewals = Stream.generate(() -> on(lease::renew)).limit(100).toList();

    for (var renewal : renewals) {
      assertThat(renewal.await(60, SECONDS)).isFalse();
    }
    assertThat(holds(lease)).isFalse();
    assertThat(calls).hasValue(1);
    assertThat(on(lease::release).await(60, SECONDS)).isNull();
  }

  @Test
  void passesToAnotherProcessAfterItsRelease() throws Exception {
    holds(first);

    on(first::release).await(60, SECONDS);

    assertThat(holds(second)).isTrue();
    assertThat(holds(first)).isFalse();
  }

  @Test
  void passesOnWhenItIsReleasedDuringARenewal(Vertx vertx) throws Exception {
    var slow =
        InterceptedMap.before(
            leases, "replaceIfPresent", () -> vertx.timer(200, TimeUnit.MILLISECONDS));
    var lease = new LeaderLease(slow, "job", timers);
    holds(lease);

    var renewal = on(lease::renew);
    on(lease::release).await(60, SECONDS);

    assertThat(renewal.await(60, SECONDS)).isTrue();
    assertThat(holds(second)).isTrue();
  }

  @Test
  void isNotReleasedByAnotherProcess() throws Exception {
    holds(first);

    on(second::release).await(60, SECONDS);

    assertThat(holds(second)).isFalse();
  }

  @Test
  void staysWithAnotherProcessForAWhileAfterAStepDown() throws Exception {
    holds(first);

    context.runOnContext(go -> first.stepDown());
    await().atMost(Duration.ofSeconds(60)).until(() -> holds(second));
    on(second::release).await(60, SECONDS);
    assertThat(holds(first)).isFalse();

    advance(STEP_DOWN_PAUSE);
    assertThat(holds(first)).isTrue();
  }

  @Test
  void takesTheJobFromAProcessOfTheEarlierRelease() throws Exception {
    var earlier = new EarlierLease();
    assertThat(on(earlier::renew).await(60, SECONDS)).isTrue();

    assertThat(holds(first)).isTrue();

    assertThat(on(earlier::renew).await(60, SECONDS)).isFalse();
  }

  @Test
  void passesToTheEarlierReleaseAfterARelease() throws Exception {
    holds(first);

    on(first::release).await(60, SECONDS);

    assertThat(on(new EarlierLease()::renew).await(60, SECONDS)).isTrue();
  }

  /** A rollback needs no attention, even if the last new process was killed. */
  @Test
  void passesToTheEarlierReleaseAfterAKill() throws Exception {
    var earlier = new EarlierLease();
    holds(first);
    assertThat(on(earlier::renew).await(60, SECONDS)).isFalse();

    await().atMost(Duration.ofSeconds(60)).until(() -> on(earlier::renew).await(60, SECONDS));
  }

  private void advance(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }

  private boolean holds(LeaderLease lease) throws Exception {
    return on(lease::renew).await(60, SECONDS);
  }

  private <T> Future<T> on(Supplier<Future<T>> work) {
    var result = Promise.<T>promise();
    context.runOnContext(go -> work.get().onComplete(result));
    return result.future();
  }

  /** Returns the map, in which every operation with a time to live fails. */
  @SuppressWarnings("unchecked")
  private AsyncMap<String, String> withoutExpiringEntries() {
    return (AsyncMap<String, String>)
        Proxy.newProxyInstance(
            LeaderLeaseTest.class.getClassLoader(),
            new Class<?>[] {AsyncMap.class},
            (map, method, arguments) ->
                arguments[arguments.length - 1] instanceof Long
                    ? Future.failedFuture("The entry has expired")
                    : method.invoke(leases, arguments));
  }
}
