package dev.streamviewer.notifier.delivery;

import static dev.streamviewer.notifier.TestEvents.encoded;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class QueuedEventTest {
  @Test
  void failsWorkThatCannotBegin(Vertx vertx) throws Exception {
    var context = vertx.getOrCreateContext();
    var event =
        Future.<QueuedEvent>future(
                done ->
                    context.runOnContext(
                        turn -> done.complete(QueuedEvent.of(encoded("a"), Instant.EPOCH))))
            .await(60, SECONDS);

    var work =
        event.runOnContext(
            () -> {
              throw new IllegalStateException("broken");
            });

    assertThatThrownBy(() -> work.await(60, SECONDS)).hasMessage("broken");
  }
}
