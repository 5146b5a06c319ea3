package dev.streamviewer.sandbox.chaos;

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

/** Steady load: so many events a second, each of which can be told from all others. */
final class EventLoad {
  private final SandboxControl stage;
  private final Traffic traffic;
  private final Map<String, String> sent = new ConcurrentHashMap<>();
  private final Set<String> inBrowser = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> beat;
  private long turn;

  private EventLoad(SandboxControl stage, Traffic traffic, int perSecond) {
    this.stage = stage;
    this.traffic = traffic;
    this.beat =
        clock.scheduleAtFixedRate(
            this::send, 0, Duration.ofSeconds(1).toNanos() / perSecond, TimeUnit.NANOSECONDS);
  }

  static EventLoad start(SandboxControl stage, Traffic traffic, int perSecond) {
    return new EventLoad(stage, traffic, perSecond);
  }

  /** Ends it; what could not be ordered is a failure of the test. */
  void stop() {
    beat.cancel(false);
    clock.shutdown();
    try {
      if (!clock.awaitTermination(20, TimeUnit.SECONDS)) {
        throw new AssertionError("The load does not end");
      }
      if (!beat.isCancelled()) {
        beat.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("The load broke off", e);
    }
  }

  /** The events by the ids of the messages in which they were sent. */
  Map<String, String> sent() {
    return sent;
  }

  private void send() {
    var event = traffic.event(turn++);
    for (var order : event.orders()) {
      var messages = stage.happen(order);
      messages.forEach(id -> sent.put(id, event.identity()));
      if (ServiceFleet.IN_BROWSER.equals(order.getString("streamer"))) {
        inBrowser.addAll(messages);
      }
    }
  }

  /** The messages about whom the browser watches. */
  Set<String> inBrowser() {
    return inBrowser;
  }

  /** What is sent. */
  @FunctionalInterface
  interface Traffic {
    Event event(long turn);
  }

  /**
   * One event.
   *
   * @param orders to the sandbox: one for each message about it
   */
  record Event(String identity, List<JsonObject> orders) {}
}
