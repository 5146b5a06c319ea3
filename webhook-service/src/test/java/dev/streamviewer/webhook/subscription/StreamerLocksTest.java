package dev.streamviewer.webhook.subscription;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class StreamerLocksTest {
  @Test
  void releasesTheLockOfWorkThatCannotBegin(Vertx vertx) throws Exception {
    var locks = StreamerLocks.of(vertx.sharedData());

    assertThatThrownBy(
            () ->
                locks
                    .withLock(
                        "1",
                        () -> {
                          throw new IllegalStateException("broken");
                        })
                    .await(60, SECONDS))
        .hasMessage("broken");

    var lock = vertx.sharedData().getLockWithTimeout("subscriptions.1", 1_000);
    assertThat(lock.await(60, SECONDS)).isNotNull();
  }
}
