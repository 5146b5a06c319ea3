package dev.streamviewer.platform.async;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SequentiallyTest {
  private static final int MANY = 1_000_000;

  private final AtomicInteger begun = new AtomicInteger();
  private final List<Promise<Void>> underWay = new ArrayList<>();

  @Test
  void beginsAStepAfterTheEndOfThePrevious() {
    var all = Sequentially.forEach(items(2), this::slow);
    assertThat(underWay).hasSize(1);

    underWay.get(0).complete();
    assertThat(underWay).hasSize(2);
    assertThat(all.isComplete()).isFalse();

    underWay.get(1).complete();
    assertThat(all.succeeded()).isTrue();
  }

  @Test
  void endsWithTheFirstFailure() {
    var all = Sequentially.forEach(items(2), this::slow);

    underWay.get(0).fail("Twitch is down");

    assertThat(all.cause()).hasMessage("Twitch is down");
    assertThat(underWay).hasSize(1);
  }

  @Test
  void treatsAnExceptionAsAFailure() {
    var all =
        Sequentially.<Integer>forEach(
            items(2),
            item -> {
              throw new IllegalStateException("no such thing");
            });

    assertThat(all.cause()).hasMessage("no such thing");
  }

  @Test
  void failsAfterAnErrorOrAFailingIterator() {
    var error =
        Sequentially.<Integer>forEach(
            items(1),
            item -> {
              throw new StackOverflowError();
            });
    var list = new ArrayList<>(List.of(1, 2));
    var changed =
        Sequentially.forEach(
            list.iterator(),
            item -> {
              list.add(3);
              return Future.succeededFuture();
            });

    assertThat(error.cause()).isInstanceOf(StackOverflowError.class);
    assertThat(changed.failed()).isTrue();
  }

  @Test
  void endsWithTheFirstStepThatAnswersFalse() {
    var all = Sequentially.whileTrue(items(5), item -> answer(item < 2));

    assertThat(all.result()).isFalse();
    assertThat(begun).hasValue(3);
  }

  @Test
  void answersTrueIfAllStepsAnswerTrue() {
    assertThat(Sequentially.whileTrue(items(5), item -> answer(true)).result()).isTrue();
    assertThat(Sequentially.whileTrue(items(0), item -> answer(false)).result()).isTrue();
  }

  @Test
  void repeatsAStepUntilItAnswersFalse() {
    var repeated = Sequentially.repeat(() -> answer(begun.get() < 9));

    assertThat(repeated.succeeded()).isTrue();
    assertThat(begun).hasValue(10);
  }

  @Test
  void takesEachItemOfASharedIteratorOnce() {
    var shared = items(5);
    var both =
        Future.all(
            Sequentially.forEach(shared, this::slow), Sequentially.forEach(shared, this::slow));
    assertThat(begun).hasValue(2);

    while (!underWay.isEmpty()) {
      underWay.remove(0).complete();
    }

    assertThat(both.succeeded()).isTrue();
    assertThat(begun).hasValue(5);
  }

  @Test
  void runsManyImmediateStepsWithoutStackOverflow() {
    assertThat(Sequentially.whileTrue(items(MANY), item -> answer(true)).result()).isTrue();
    assertThat(begun).hasValue(MANY);
  }

  @Test
  void runsManyDelayedStepsWithoutStackOverflow() {
    var all = Sequentially.forEach(items(MANY), this::slow);

    for (var i = 0; i < MANY; i++) {
      underWay.remove(0).complete();
    }

    assertThat(all.succeeded()).isTrue();
    assertThat(begun).hasValue(MANY);
  }

  @Test
  void runsStepsOnTheContextOfTheCaller(Vertx vertx) throws Exception {
    var elsewhere = vertx.getOrCreateContext();
    var contexts = new HashSet<Context>();
    var here = new ArrayList<Context>();
    on(
        vertx,
        () -> {
          here.add(Vertx.currentContext());
          return Sequentially.forEach(
              items(10),
              item -> {
                contexts.add(Vertx.currentContext());
                var promise = Promise.<Void>promise();
                elsewhere.runOnContext(later -> promise.complete());
                return promise.future();
              });
        });

    assertThat(contexts).isEqualTo(Set.copyOf(here)).doesNotContain(elsewhere);
  }

  @Test
  void yieldsToOtherWorkBetweenManySteps(Vertx vertx) throws Exception {
    var begunBefore = new AtomicInteger(MANY);
    on(
        vertx,
        () -> {
          Vertx.currentContext().runOnContext(other -> begunBefore.set(begun.get()));
          return Sequentially.whileTrue(items(MANY), item -> answer(true));
        });

    assertThat(begunBefore.get()).isLessThan(MANY);
  }

  private Future<Boolean> answer(boolean answer) {
    begun.incrementAndGet();
    return Future.succeededFuture(answer);
  }

  private Future<Void> slow(Integer item) {
    begun.incrementAndGet();
    var promise = Promise.<Void>promise();
    underWay.add(promise);
    return promise.future();
  }

  private static Iterator<Integer> items(int count) {
    return IntStream.range(0, count).iterator();
  }

  /** Runs work on the context of a separate verticle. */
  private static <T> void on(Vertx vertx, Supplier<Future<T>> work) throws Exception {
    vertx.deployVerticle(context -> work.get()).await(60, SECONDS);
  }
}
