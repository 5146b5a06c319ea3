package dev.streamviewer.notifier;

import static dev.streamviewer.notifier.TestEvents.event;
import static dev.streamviewer.notifier.TestEvents.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.notifier.delivery.BatchPublisher;
import dev.streamviewer.notifier.delivery.DeliveryMeters;
import dev.streamviewer.notifier.delivery.DeliveryQueue;
import dev.streamviewer.notifier.delivery.QueuedEvent;
import dev.streamviewer.notifier.delivery.SinkCircuitBreaker;
import dev.streamviewer.notifier.delivery.SinkResponse;
import dev.streamviewer.notifier.history.EventHistory;
import dev.streamviewer.notifier.history.LocalHistory;
import dev.streamviewer.notifier.pusher.PusherLimits;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotifierTest {
  private static final SinkResponse OK = new SinkResponse(200, "{}");

  private final List<Promise<SinkResponse>> calls = new ArrayList<>();
  private final EventHistory history = new LocalHistory();
  private final Notifier notifier = notifier(history);

  @Test
  void storesAnEventBeforeItIsSent() {
    notifier.deliver(event("a"));

    assertThat(remembered()).containsExactly("a");
    assertThat(calls.get(0).future().isComplete()).isFalse();
  }

  @Test
  void ordersEventsByPushersAcceptance() {
    notifier.deliver(event("a"));
    calls.get(0).fail("Connection was closed");
    notifier.deliver(event("b"));
    calls.get(1).complete(OK);

    notifier.deliver(event("a"));
    notifier.deliver(event("c", "tfue", "channel.cheer"));
    calls.get(3).complete(OK);
    calls.get(2).complete(OK);

    assertThat(remembered()).containsExactly("b", "c", "a");
  }

  @Test
  void storesNoEventThatPusherRefusesForGood() {
    var delivered = notifier.deliver(event("a", "日本"));

    calls.get(0).complete(new SinkResponse(400, "Invalid channel name"));

    assertThat(delivered.result()).isEqualTo(new DeliveryAcceptance(false));
    assertThat(remembered("日本")).isEmpty();
  }

  @Test
  void storesAnEventThatTheOutboxKeeps() {
    notifier.deliver(event("a"));

    calls.get(0).complete(new SinkResponse(413, "Over quota").doubted());

    assertThat(remembered()).containsExactly("a");
  }

  @Test
  void answersConcurrentRequestsForAnEventAlike() {
    var first = notifier.deliver(event("a"));
    var second = notifier.deliver(event("a"));

    calls.get(0).complete(OK);

    assertThat(calls).hasSize(1);
    assertThat(first.result()).isEqualTo(new DeliveryAcceptance(true));
    assertThat(second.result()).isEqualTo(new DeliveryAcceptance(true));
  }

  @Test
  void settlesWhenAllDeliveriesHaveEnded() {
    notifier.deliver(event("a"));
    notifier.deliver(event("b", "luna"));

    var settled = notifier.settled();
    calls.get(0).fail("Connection was closed");
    assertThat(settled.isComplete()).isFalse();
    calls.get(1).complete(OK);

    assertThat(settled.succeeded()).isTrue();
  }

  private List<String> remembered() {
    return remembered("tfue");
  }

  private List<String> remembered(String login) {
    return ids(history.find(new FindRecentEvents(login, null, true)).result());
  }

  private Notifier notifier(EventHistory history) {
    var publisher =
        new BatchPublisher(
            "Pusher",
            this::publish,
            new SinkCircuitBreaker("Pusher", Future::succeededFuture, (pause, action) -> {}),
            DeliveryMeters.pusher(new SimpleMeterRegistry()));
    var queue = new DeliveryQueue(publisher, Clock.systemUTC(), Runnable::run, 10, 2);
    return new Notifier(
        history,
        PusherLimits::allow,
        Map.of("pusher", queue::send),
        null,
        pause -> Promise.<Void>promise().future());
  }

  private Future<List<SinkResponse>> publish(List<QueuedEvent> deliveries) {
    calls.add(Promise.promise());
    return calls.get(calls.size() - 1).future().map(List::of);
  }
}
