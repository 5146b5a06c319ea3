package dev.streamviewer.demo.chaos.load;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.streamviewer.demo.chaos.fleet.ServiceFleet;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Steady load: a number of events per second, each of which is distinguishable. */
public final class EventLoad {
  /** Requests to the sandbox under way at once; each is synchronous. */
  private static final int SENDERS = 4;

  private final SandboxControl control;
  private final Traffic traffic;
  private final Map<String, String> sent = new ConcurrentHashMap<>();
  private final Set<String> inBrowser = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(SENDERS);
  private final List<ScheduledFuture<?>> schedules;
  private final AtomicLong index = new AtomicLong();

  private EventLoad(SandboxControl control, Traffic traffic, int perSecond) {
    this.control = control;
    this.traffic = traffic;
    var interval = Duration.ofSeconds(SENDERS).toNanos() / perSecond;
    this.schedules =
        IntStream.range(0, SENDERS)
            .<ScheduledFuture<?>>mapToObj(
                sender ->
                    clock.scheduleAtFixedRate(
                        this::sendNext, sender * interval / SENDERS, interval, NANOSECONDS))
            .toList();
  }

  public static EventLoad start(SandboxControl control, Traffic traffic, int perSecond) {
    return new EventLoad(control, traffic, perSecond);
  }

  /** Ends the load; a failed control request fails the test. */
  public void stop() {
    schedules.forEach(schedule -> schedule.cancel(false));
    clock.shutdown();
    try {
      if (!clock.awaitTermination(20, TimeUnit.SECONDS)) {
        throw new AssertionError("The load does not end");
      }
      for (var schedule : schedules) {
        if (!schedule.isCancelled()) {
          schedule.get();
        }
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("The load broke off", e);
    }
  }

  /** Returns the events by the ids of their messages. */
  public Map<String, String> sent() {
    return sent;
  }

  private void sendNext() {
    send(traffic.event(index.getAndIncrement()));
  }

  /** Sends an event at once. */
  public void send(Event event) {
    for (var order : event.orders()) {
      var messages = control.happen(order);
      messages.forEach(id -> sent.put(id, event.identity()));
      if (ServiceFleet.IN_BROWSER.equals(order.getString("streamer"))) {
        inBrowser.addAll(messages);
      }
    }
  }

  /** Returns the ids of the messages about the streamer in the browser. */
  public Set<String> inBrowser() {
    return inBrowser;
  }

  /** A source of events. */
  @FunctionalInterface
  public interface Traffic {
    Event event(long index);
  }

  /**
   * A sent event.
   *
   * @param orders the sandbox's control requests, one for each message about the event
   */
  public record Event(String identity, List<JsonObject> orders) {
    /** Returns the event with one of its messages. */
    public Event part(int message) {
      return new Event(identity, List.of(orders.get(message)));
    }
  }
}
