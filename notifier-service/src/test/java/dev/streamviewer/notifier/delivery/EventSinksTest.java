package dev.streamviewer.notifier.delivery;

import static dev.streamviewer.notifier.TestEvents.encoded;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.testing.InterceptedMap;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class EventSinksTest {
  private static final DeliveryAcceptance TAKEN = new DeliveryAcceptance(true);

  private final List<Promise<DeliveryAcceptance>> pusher = new ArrayList<>();
  private final List<Promise<DeliveryAcceptance>> sns = new ArrayList<>();
  private AsyncMap<String, String> map;
  private EventSinks sinks;
  private Vertx vertx;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    map = vertx.sharedData().<String, String>getAsyncMap("receipts").await(60, SECONDS);
    this.vertx = vertx;
    sinks = sinks();
  }

  @Test
  void acceptsAnEventWhenEverySinkHasDecided() throws Exception {
    var sent = send(1);

    pusher.get(0).complete(TAKEN);
    assertThat(sent.isComplete()).isFalse();
    sns.get(0).complete(TAKEN);

    assertThat(sent.await(60, SECONDS)).isEqualTo(TAKEN);
  }

  @Test
  void skipsASinkThatHasTheEventAlready() throws Exception {
    failAtSns();

    var again = sinks.send(encoded("a"));
    await().until(() -> sns.size() == 2);
    sns.get(1).complete(TAKEN);

    assertThat(again.await(60, SECONDS)).isEqualTo(TAKEN);
    assertThat(pusher).hasSize(1);
    await().untilAsserted(() -> assertThat(map.size().await(60, SECONDS)).isZero());
  }

  @Test
  void skipsASinkThatAnotherNotifierServed() throws Exception {
    failAtSns();

    sinks().send(encoded("a"));

    await().until(() -> sns.size() == 2);
    assertThat(pusher).hasSize(1);
  }

  @Test
  void sharesReceiptsWhileASinkIsSlow() throws Exception {
    send(1);
    pusher.get(0).complete(TAKEN);
    await().untilAsserted(() -> assertThat(map.get("a").await(60, SECONDS)).isEqualTo("pusher"));

    sinks().send(encoded("a"));

    await().until(() -> sns.size() == 2);
    assertThat(pusher).hasSize(1);
  }

  @Test
  void storesNoReceiptWithoutAnAcceptance() throws Exception {
    var sent = send(1);
    pusher.get(0).fail("down");
    sns.get(0).fail("down");

    await().until(sent::isComplete);
    assertThat(map.size().await(60, SECONDS)).isZero();
  }

  @Test
  void reportsAnEventAsPushedIfOneSinkAcceptedIt() throws Exception {
    var sent = send(1);
    pusher.get(0).complete(new DeliveryAcceptance(false));
    sns.get(0).complete(TAKEN);

    assertThat(sent.await(60, SECONDS)).isEqualTo(TAKEN);
  }

  @Test
  void keepsTheOrderOfAChannelWhateverTheReceipts() {
    var slow = Promise.<Void>promise();
    var reads = new ArrayDeque<Future<?>>(List.of(slow.future(), Future.succeededFuture()));
    var order = new CopyOnWriteArrayList<String>();
    var receipts = new DeliveryReceipts(InterceptedMap.before(map, "get", reads::remove));
    var ordered =
        new EventSinks(
            Map.of(
                "pusher",
                it -> sink(pusher, it),
                "sns",
                it -> {
                  order.add(it.id());
                  return sink(sns, it);
                }),
            receipts,
            Timers.of(vertx));

    vertx
        .getOrCreateContext()
        .runOnContext(
            turn -> {
              ordered.send(encoded("first"));
              ordered.send(encoded("second"));
              vertx.setTimer(50, passed -> slow.complete());
            });

    await().until(() -> order.size() == 2);
    assertThat(order).containsExactly("first", "second");
  }

  private void failAtSns() {
    var sent = send(1);
    pusher.get(0).complete(TAKEN);
    sns.get(0).fail("throttled");
    await().until(sent::failed);
  }

  private Future<DeliveryAcceptance> send(int calls) {
    var sent = sinks.send(encoded("a"));
    await().until(() -> pusher.size() == calls && sns.size() == calls);
    return sent;
  }

  private EventSinks sinks() {
    return new EventSinks(
        Map.of("pusher", it -> sink(pusher, it), "sns", it -> sink(sns, it)),
        new DeliveryReceipts(map),
        Timers.of(vertx));
  }

  private static Future<DeliveryAcceptance> sink(
      List<Promise<DeliveryAcceptance>> calls, EncodedEvent event) {
    var call = Promise.<DeliveryAcceptance>promise();
    calls.add(call);
    return call.future();
  }
}
