package dev.streamviewer.tap;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.batch.BatchedClient;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.record.RecordCodec;
import dev.streamviewer.tap.message.CapturedMessage;
import dev.streamviewer.tap.message.CapturedMessage.Step;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BusInterceptorTest {
  private static final TapFilter ALL = TapFilter.parse("*", null, null, null);

  private final Vertx vertx = Vertx.vertx();
  private final List<CapturedMessage> captured = new CopyOnWriteArrayList<>();

  private record Word(String text) {}

  @BeforeEach
  void serve() throws Exception {
    RecordCodec.register(vertx.eventBus(), Word.class);
    vertx
        .eventBus()
        .<Object>consumer("a.question", message -> message.reply(message.body()))
        .completion()
        .await(60, SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(60, SECONDS);
  }

  @Test
  void interceptsOnlyWhileATapIsOpen() {
    var interceptor = interceptor(Clock.systemUTC());
    assertThat(InterceptorCount.on(vertx)).isZero();

    interceptor.watch(List.of(ALL));
    interceptor.watch(List.of(ALL, ALL));
    assertThat(InterceptorCount.on(vertx)).isEqualTo(2);

    interceptor.watch(List.of());
    interceptor.watch(List.of());
    assertThat(InterceptorCount.on(vertx)).isZero();

    interceptor.watch(List.of(ALL));
    assertThat(InterceptorCount.on(vertx)).isEqualTo(2);
  }

  @Test
  void capturesRequestAndReplyOnBothSides() throws Exception {
    interceptor(Clock.systemUTC()).watch(List.of(ALL));

    ask(new Word("hello"));

    await().until(() -> captured.size() == 4);
    assertThat(captured)
        .extracting(CapturedMessage::step)
        .containsExactly(Step.SENT, Step.RECEIVED, Step.SENT, Step.RECEIVED);
    assertThat(captured)
        .extracting(CapturedMessage::isReply)
        .containsExactly(false, false, true, true);
  }

  @Test
  void capturesDirectCallsAsRequestAndReply() throws Exception {
    Contracts.register(vertx.eventBus());
    var context = vertx.getOrCreateContext();
    var client = client(context);
    var interceptor = interceptor(Clock.systemUTC());
    interceptor.watch(List.of(ALL));

    context.runOnContext(turn -> client.ask(event("good")));
    await().until(() -> captured.size() == 4);
    context.runOnContext(turn -> client.ask(event("bad")));
    await().until(() -> captured.size() == 8);

    assertThat(captured)
        .extracting(CapturedMessage::step)
        .startsWith(Step.SENT, Step.RECEIVED, Step.SENT, Step.RECEIVED);
    assertThat(captured).extracting(CapturedMessage::isReply).startsWith(false, false, true, true);
    assertThat(captured.get(0).replyAddress())
        .isEqualTo(captured.get(1).replyAddress())
        .isEqualTo(captured.get(2).address());
    assertThat(captured.get(7).body()).isInstanceOf(ReplyException.class);

    interceptor.watch(List.of());
    context.runOnContext(turn -> client.ask(event("unseen")));
    assertThat(captured).hasSize(8);
  }

  @Test
  void callsDirectlyDespiteAFaultOfTheTap() throws Exception {
    Contracts.register(vertx.eventBus());
    var context = vertx.getOrCreateContext();
    var client = client(context);
    interceptor(new BrokenClock()).watch(List.of(ALL));

    var answer =
        Future.<DeliveryAcceptance>future(
            done -> context.runOnContext(turn -> client.ask(event("good")).onComplete(done)));

    assertThat(answer.await(60, SECONDS)).isEqualTo(new DeliveryAcceptance(true));
  }

  /** Serves deliveries in this process, and returns a client of them. */
  private BatchedClient<StreamEvent, DeliveryAcceptance> client(Context context) throws Exception {
    return Future.<BatchedClient<StreamEvent, DeliveryAcceptance>>future(
            opened ->
                context.runOnContext(
                    turn ->
                        Contracts.DELIVER_EVENTS
                            .serve(vertx, Cluster.NONE, BusInterceptorTest::accept)
                            .completion()
                            .map(done -> Contracts.DELIVER_EVENTS.client(vertx, Cluster.NONE))
                            .onComplete(opened)))
        .await(60, SECONDS);
  }

  private static Future<DeliveryAcceptance> accept(StreamEvent event) {
    return event.id().equals("bad")
        ? Future.failedFuture(new BusFailure(Reason.UPSTREAM, "Pusher is down."))
        : Future.succeededFuture(new DeliveryAcceptance(true));
  }

  private static StreamEvent event(String id) {
    var streamer = new Streamer("1", "tfue", "Tfue");
    return new StreamEvent(id, "channel.raid", Instant.EPOCH, streamer, "", new JsonObject());
  }

  @Test
  void ignoresMessagesOfTheTapItself() throws Exception {
    interceptor(Clock.systemUTC()).watch(List.of(ALL));

    vertx.eventBus().publish("tap.control", Buffer.buffer());
    vertx.eventBus().publish("tap.0123", Buffer.buffer());
    ask(new Word("last"));

    await().until(() -> captured.size() == 4);
    assertThat(captured).noneSatisfy(it -> assertThat(it.address()).startsWith("tap."));
  }

  @Test
  void deliversMessagesDespiteAFaultOfTheTap() throws Exception {
    interceptor(new BrokenClock()).watch(List.of(ALL));

    assertThat(ask(new Word("hello"))).isEqualTo(new Word("hello"));
    assertThat(captured).isEmpty();
  }

  @Test
  void countsMessagesBeyondTheQueueBound() throws Exception {
    var context = vertx.getOrCreateContext();
    var resume = new CountDownLatch(1);
    var interceptor = new BusInterceptor(context, Clock.systemUTC(), captured::add);
    interceptor.watch(List.of(ALL));
    context.runOnContext(now -> awaitQuietly(resume));

    for (var i = 0; i < 100; i++) {
      vertx.eventBus().publish("callbacks", Buffer.buffer(new byte[256 * 1024]));
    }
    var dropped = interceptor.dropped();
    resume.countDown();

    assertThat(dropped).isEqualTo(100 - 32);
    await().until(() -> captured.size() == 32);
    vertx.eventBus().publish("callbacks", Buffer.buffer(new byte[256 * 1024]));
    await().until(() -> captured.size() == 33);
    assertThat(interceptor.dropped()).isZero();
  }

  private BusInterceptor interceptor(Clock clock) {
    return new BusInterceptor(vertx.getOrCreateContext(), clock, captured::add);
  }

  private Object ask(Object question) throws Exception {
    return vertx.eventBus().request("a.question", question).await(60, SECONDS).body();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class BrokenClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      throw new IllegalStateException("broken");
    }
  }
}
