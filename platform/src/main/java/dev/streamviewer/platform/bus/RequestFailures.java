package dev.streamviewer.platform.bus;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Reports of requests on the event bus that got no reply: no handler was registered, or none
 * replied in time. Interceptors of the bus never see these, so {@link Endpoint} reports them here.
 * The reports belong to one {@link Vertx}, and cost nothing while requests are answered.
 */
public final class RequestFailures implements Shareable {
  private static final String MAP = "bus";
  private static final String KEY = "request-failures";

  private final List<Observer> observers = new CopyOnWriteArrayList<>();

  /** Receives reports on the event loop of the caller, so it must not block. */
  public interface Observer {
    /**
     * Reports a failed request.
     *
     * @param question the object that was sent, the same instance
     */
    void failed(String address, Object question, Throwable cause);
  }

  private RequestFailures() {}

  /** Returns the reports of this Vert.x. */
  public static RequestFailures of(Vertx vertx) {
    return vertx
        .sharedData()
        .<String, RequestFailures>getLocalMap(MAP)
        .computeIfAbsent(KEY, key -> new RequestFailures());
  }

  public void add(Observer observer) {
    observers.add(observer);
  }

  public void remove(Observer observer) {
    observers.remove(observer);
  }

  /** Reports a failed request. Does nothing outside of Vert.x threads. */
  public static void report(String address, Object question, Throwable cause) {
    var context = Vertx.currentContext();
    if (context != null) {
      of(context.owner()).observers.forEach(it -> it.failed(address, question, cause));
    }
  }
}
