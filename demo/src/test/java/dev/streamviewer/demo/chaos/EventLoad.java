package dev.streamviewer.demo.chaos;

import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Steady load: a number of events per second, each of which is distinguishable. */
final class EventLoad {
  private final SandboxControl control;
  private final Traffic traffic;
  private final Map<String, String> sent = new ConcurrentHashMap<>();
  private final Set<String> inBrowser = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> schedule;
  private long index;

  private EventLoad(SandboxControl control, Traffic traffic, int perSecond) {
    this.control = control;
    this.traffic = traffic;
    this.schedule =
        clock.scheduleAtFixedRate(
            this::send, 0, Duration.ofSeconds(1).toNanos() / perSecond, TimeUnit.NANOSECONDS);
  }

  static EventLoad start(SandboxControl control, Traffic traffic, int perSecond) {
    return new EventLoad(control, traffic, perSecond);
  }

  /** Ends the load; a failed control request fails the test. */
  void stop() {
    schedule.cancel(false);
    clock.shutdown();
    try {
      if (!clock.awaitTermination(20, TimeUnit.SECONDS)) {
        throw new AssertionError("The load does not end");
      }
      if (!schedule.isCancelled()) {
        schedule.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("The load broke off", e);
    }
  }

  /** Returns the events by the ids of their messages. */
  Map<String, String> sent() {
    return sent;
  }

  private void send() {
    var event = traffic.event(index++);
    for (var order : event.orders()) {
      var messages = control.happen(order);
      messages.forEach(id -> sent.put(id, event.identity()));
      if (ServiceFleet.IN_BROWSER.equals(order.getString("streamer"))) {
        inBrowser.addAll(messages);
      }
    }
  }

  /** Returns the ids of the messages about the streamer in the browser. */
  Set<String> inBrowser() {
    return inBrowser;
  }

  /** A source of events. */
  @FunctionalInterface
  interface Traffic {
    Event event(long index);
  }

  /**
   * A sent event.
   *
   * @param orders the sandbox's control requests, one for each message about the event
   */
  record Event(String identity, List<JsonObject> orders) {}
}
