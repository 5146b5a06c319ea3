package dev.streamviewer.platform.batch;

import dev.streamviewer.platform.bus.BusFailure;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The requests that are no messages of their own: items of batches, and direct calls. Interceptors
 * of the bus never see these, so their senders and servers report them here. Costs nothing while
 * nobody observes.
 */
public final class ItemTraffic implements Shareable {
  private static final String MAP = "bus";
  private static final String KEY = "items";

  private final List<Observer> observers = new CopyOnWriteArrayList<>();

  /** Receives reports on the thread that sends or receives, so it must not block. */
  @FunctionalInterface
  public interface Observer {
    void passed(Passage passage);
  }

  /**
   * A request or an answer on one of its two sides.
   *
   * @param address the address of the request
   * @param exchange the same text for a request and its answer, on both sides
   * @param sent whether it leaves this side
   * @param answer whether it is an answer
   * @param body the question, the answer or a {@link BusFailure}
   */
  public record Passage(
      String address, String exchange, boolean sent, boolean answer, Object body) {
    /** The exchange of a request that began while nobody observed; its answer is not reported. */
    static final String UNOBSERVED = "";
  }

  private ItemTraffic() {}

  /** Returns the traffic of this Vert.x. */
  public static ItemTraffic of(Vertx vertx) {
    return vertx
        .sharedData()
        .<String, ItemTraffic>getLocalMap(MAP)
        .computeIfAbsent(KEY, key -> new ItemTraffic());
  }

  public void add(Observer observer) {
    observers.add(observer);
  }

  public void remove(Observer observer) {
    observers.remove(observer);
  }

  boolean isObserved() {
    return !observers.isEmpty();
  }

  void report(Passage passage) {
    observers.forEach(observer -> observer.passed(passage));
  }
}
