package dev.streamviewer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class InTurnTest {
  private static final int MANY = 200_000;

  private final AtomicInteger begun = new AtomicInteger();
  private final List<Promise<Void>> underWay = new ArrayList<>();

  @Test
  void theNextBeginsWhenTheOneBeforeHasEnded() {
    var all = InTurn.all(List.of(this::slow, this::slow));
    assertThat(underWay).hasSize(1);

    underWay.get(0).complete();
    assertThat(underWay).hasSize(2);
    assertThat(all.isComplete()).isFalse();

    underWay.get(1).complete();
    assertThat(all.succeeded()).isTrue();
  }

  @Test
  void aFailureEndsItAndTheRestDoesNotBegin() {
    var all = InTurn.all(List.of(this::slow, this::slow));

    underWay.get(0).fail("Twitch is down");

    assertThat(all.cause()).hasMessage("Twitch is down");
    assertThat(underWay).hasSize(1);
  }

  @Test
  void anExceptionIsAFailureToo() {
    var all =
        InTurn.all(
            List.of(
                () -> {
                  throw new IllegalStateException("no such thing");
                }));

    assertThat(all.cause()).hasMessage("no such thing");
  }

  @Test
  void veryManyThatHaveEndedAtOnceOverflowNothing() {
    assertThat(InTurn.all(times(this::quick)).succeeded()).isTrue();
    assertThat(begun).hasValue(MANY);
  }

  @Test
  void veryManyThatTakeTheirTimeOverflowNothing() {
    var all = InTurn.all(times(this::slow));

    for (var i = 0; i < MANY; i++) {
      underWay.remove(0).complete();
    }

    assertThat(all.succeeded()).isTrue();
    assertThat(begun).hasValue(MANY);
  }

  private Future<Void> quick() {
    begun.incrementAndGet();
    return Future.succeededFuture();
  }

  private Future<Void> slow() {
    begun.incrementAndGet();
    var promise = Promise.<Void>promise();
    underWay.add(promise);
    return promise.future();
  }

  private static List<Supplier<Future<Void>>> times(Supplier<Future<Void>> step) {
    return Collections.nCopies(MANY, step);
  }
}
