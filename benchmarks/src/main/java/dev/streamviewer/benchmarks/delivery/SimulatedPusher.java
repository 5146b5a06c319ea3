package dev.streamviewer.benchmarks.delivery;

import static dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime.MILLI;
import static dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime.SECOND;

import dev.streamviewer.benchmarks.delivery.cluster.DeliveryViolations;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedProcess;
import dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime;
import dev.streamviewer.notifier.delivery.QueuedEvent;
import dev.streamviewer.notifier.delivery.SinkResponse;
import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Pusher: accepts or refuses calls, and shows accepted events to the pages that listen. */
final class SimulatedPusher {
  private static final long CALL_TIMEOUT = 2_500 * MILLI;

  private final SimulatedTime time;
  private final Map<String, SimulatedMessage> messages;
  private final DeliveryViolations violations;
  private final Function<SimulatedProcess, SimulatedNotifier> notifiers;
  private final List<SimulatedPage> pages = new ArrayList<>();
  private final Set<String> underWay = new HashSet<>();
  private final Map<SimulatedProcess, Integer> refusedCalls = new HashMap<>();
  private State state = State.WELL;
  private long slowness;
  private long refusing;

  /** The behaviour at a time. */
  enum State {
    WELL,
    SLOW,
    LOSES_ANSWERS,
    ERROR,
    LIMITED,
    QUOTA_USED_UP
  }

  SimulatedPusher(
      SimulatedTime time,
      Map<String, SimulatedMessage> messages,
      DeliveryViolations violations,
      Function<SimulatedProcess, SimulatedNotifier> notifiers) {
    this.time = time;
    this.messages = messages;
    this.violations = violations;
    this.notifiers = notifiers;
  }

  void setState(State next, long slow) {
    if (refuses()) {
      checkRefusedCalls();
    }
    state = next;
    slowness = slow;
    refusing = time.now();
    refusedCalls.clear();
  }

  /** A notifier that is refused must not go on calling. */
  private void checkRefusedCalls() {
    var most = 30 + 3 * (time.now() - refusing) / SECOND;
    refusedCalls.forEach(
        (notifier, calls) -> {
          if (calls > most) {
            violations.add("%s called a refusing Pusher %d times".formatted(notifier, calls));
          }
        });
  }

  boolean refuses() {
    return state == State.ERROR || state == State.LIMITED || state == State.QUOTA_USED_UP;
  }

  void connect(SimulatedPage page) {
    pages.add(page);
  }

  void disconnect(SimulatedPage page) {
    pages.remove(page);
  }

  /** Notes that a notifier begins to deliver an event, now or after a pause. */
  void begun(SimulatedProcess from, String id) {
    messages.get(id).begun.add(new SimulatedMessage.Push(from, time.now()));
  }

  /** A call that changes nothing. */
  Future<SinkResponse> probe(SimulatedProcess from) {
    return call(from, List.of()).map(responses -> responses.get(0));
  }

  Future<List<SinkResponse>> deliver(SimulatedProcess from, List<QueuedEvent> events) {
    checkOrder(from, events);
    return call(from, events.stream().map(QueuedEvent::event).toList());
  }

  private void checkOrder(SimulatedProcess from, List<QueuedEvent> events) {
    for (var event : events) {
      var channel = from + "/" + event.channel();
      if (underWay.contains(channel)) {
        violations.add("%s has two calls under way for %s".formatted(from, event.channel()));
      }
    }
  }

  private Future<List<SinkResponse>> call(SimulatedProcess from, List<StreamEvent> events) {
    var answer = Promise.<List<SinkResponse>>promise();
    var channels = new HashSet<String>();
    events.forEach(it -> channels.add(from + "/" + it.streamer().login()));
    underWay.addAll(channels);
    Function<Runnable, Runnable> once =
        work ->
            () -> {
              underWay.removeAll(channels);
              work.run();
            };
    from.timer(CALL_TIMEOUT, once.apply(() -> answer.tryFail(new TimeoutException("no answer"))));
    time.after(
        time.between(5, 30),
        () -> {
          var response = receive(from, events);
          if (response != null) {
            var responses = Collections.nCopies(Math.max(1, events.size()), response);
            time.after(
                time.between(5, 30) + slowness,
                () -> from.message(once.apply(() -> answer.tryComplete(responses))));
          }
        });
    return answer.future();
  }

  private SinkResponse receive(SimulatedProcess from, List<StreamEvent> events) {
    if (refuses()) {
      refusedCalls.merge(from, 1, Integer::sum);
    }
    switch (state) {
      case ERROR:
        return new SinkResponse(500, "");
      case LIMITED:
        return new SinkResponse(429, "", Duration.ofSeconds(1));
      case QUOTA_USED_UP:
        return new SinkResponse(403, "");
      default:
        events.forEach(event -> accept(from, event));
        return state == State.LOSES_ANSWERS ? null : new SinkResponse(200, "");
    }
  }

  private void accept(SimulatedProcess from, StreamEvent event) {
    if (!notifiers.apply(from).isInOrder(event)) {
      violations.add("%s published %s out of order".formatted(from, event.id()));
    }
    messages.get(event.id()).pushes.add(new SimulatedMessage.Push(from, time.now()));
    for (var page : List.copyOf(pages)) {
      if (page.login().equals(event.streamer().login())) {
        var copies = time.happens(0.02) ? 2 : 1;
        for (var i = 0; i < copies; i++) {
          time.after(time.between(5, 40), () -> page.received(event));
        }
      }
    }
  }
}
