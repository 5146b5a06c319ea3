package dev.streamviewer.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.record.RecordCodec;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class EndpointTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Endpoint<Question, Answer> REPEATABLE =
      Endpoint.repeatable("oracle.ask", Question.class, Answer.class, TIMEOUT);
  private static final Endpoint<Question, Answer> ONCE =
      Endpoint.once("oracle.ask", Question.class, Answer.class, TIMEOUT);

  private final AtomicInteger asked = new AtomicInteger();

  record Question(String words) {}

  record Answer(String words) {}

  @BeforeEach
  void teach(Vertx vertx) {
    RecordCodec.register(vertx.eventBus(), Question.class);
    RecordCodec.register(vertx.eventBus(), Answer.class);
  }

  @Test
  void deliversARequestAndItsReply(Vertx vertx, VertxTestContext test) {
    REPEATABLE.serve(
        vertx.eventBus(), it -> Future.succeededFuture(new Answer(it.words() + ", yes")));

    REPEATABLE
        .ask(vertx.eventBus(), new Question("really"))
        .onComplete(
            test.succeeding(
                answer -> {
                  test.verify(() -> assertThat(answer.words()).isEqualTo("really, yes"));
                  test.completeNow();
                }));
  }

  @Test
  void repeatsARepeatableRequestAfterATimeout(Vertx vertx, VertxTestContext test) {
    REPEATABLE.serve(
        vertx.eventBus(),
        it ->
            asked.incrementAndGet() == 1
                ? Promise.<Answer>promise().future()
                : Future.succeededFuture(new Answer("second")));

    REPEATABLE
        .ask(vertx.eventBus(), new Question("?"))
        .onComplete(
            test.succeeding(
                answer -> {
                  test.verify(() -> assertThat(answer.words()).isEqualTo("second"));
                  test.completeNow();
                }));
  }

  @Test
  void neverRepeatsAnUnrepeatableRequest(Vertx vertx, VertxTestContext test) {
    ONCE.serve(
        vertx.eventBus(),
        it -> {
          asked.incrementAndGet();
          return Promise.<Answer>promise().future();
        });

    expectFailure(ONCE, vertx, test, Reason.TIMEOUT, "oracle", 1);
  }

  @Test
  void reportsAMissingServer(Vertx vertx, VertxTestContext test) {
    expectFailure(REPEATABLE, vertx, test, Reason.UNAVAILABLE, "oracle service is not running", 0);
  }

  @Test
  void deliversTheReasonAndSentenceOfAFailure(Vertx vertx, VertxTestContext test) {
    REPEATABLE.serve(
        vertx.eventBus(),
        it -> {
          asked.incrementAndGet();
          return Future.failedFuture(new BusFailure(Reason.NOT_FOUND, "There is no such thing."));
        });

    expectFailure(REPEATABLE, vertx, test, Reason.NOT_FOUND, "There is no such thing.", 1);
  }

  @Test
  void hidesTheCauseOfAnUnexpectedFailure(Vertx vertx, VertxTestContext test) {
    REPEATABLE.serve(
        vertx.eventBus(),
        it -> {
          asked.incrementAndGet();
          throw new IllegalStateException("password is 1234");
        });

    expectFailure(REPEATABLE, vertx, test, Reason.INTERNAL, "Something went wrong here", 1);
  }

  private void expectFailure(
      Endpoint<Question, Answer> endpoint,
      Vertx vertx,
      VertxTestContext test,
      Reason reason,
      String words,
      int times) {
    endpoint
        .ask(vertx.eventBus(), new Question("?"))
        .onComplete(
            test.failing(
                failure -> {
                  test.verify(
                      () -> {
                        assertThat(failure).isInstanceOf(BusFailure.class);
                        assertThat(((BusFailure) failure).reason()).isEqualTo(reason);
                        assertThat(failure).hasMessageContaining(words);
                        assertThat(asked).hasValue(times);
                      });
                  test.completeNow();
                }));
  }
}
