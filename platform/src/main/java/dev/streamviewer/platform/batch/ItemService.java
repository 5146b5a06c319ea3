package dev.streamviewer.platform.batch;

import dev.streamviewer.platform.batch.ItemTraffic.Passage;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.ServiceFailures;
import dev.streamviewer.platform.telemetry.LogContext;
import dev.streamviewer.platform.telemetry.MessageSubject;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.shareddata.Shareable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A server in this process, for direct calls and for items of batches: the same function either
 * way. Each request has a context of its own, which carries its subject and its trace.
 */
final class ItemService<Q, A> {
  private final String address;
  private final ContextInternal context;
  private final Function<Q, Future<A>> server;
  private final ItemTraffic traffic;

  /**
   * @param context where requests are served
   */
  ItemService(
      String address, ContextInternal context, Function<Q, Future<A>> server, ItemTraffic traffic) {
    this.address = address;
    this.context = context;
    this.server = server;
    this.traffic = traffic;
  }

  /** The servers of a Vert.x, by address. */
  static final class Registry implements Shareable {
    private static final String MAP = "bus";
    private static final String KEY = "services";

    private final Map<String, ItemService<?, ?>> services = new ConcurrentHashMap<>();

    static Registry of(Vertx vertx) {
      return vertx
          .sharedData()
          .<String, Registry>getLocalMap(MAP)
          .computeIfAbsent(KEY, key -> new Registry());
    }

    void add(ItemService<?, ?> service) {
      services.put(service.address, service);
    }

    void remove(ItemService<?, ?> service) {
      services.remove(service.address, service);
    }

    /** Returns the server of an address in this process; null if there is none. */
    @SuppressWarnings("unchecked")
    <Q, A> ItemService<Q, A> find(String address) {
      return (ItemService<Q, A>) services.get(address);
    }
  }

  /**
   * Serves a request.
   *
   * @param exchange see {@link Passage}
   * @param headers carry the trace
   * @param answer fails only with a {@link BusFailure}
   */
  void serve(String exchange, Q question, Map<String, String> headers, Completable<A> answer) {
    var own = context.duplicate();
    if (context.inThread()) {
      own.dispatch(() -> serve(own, exchange, question, headers, answer));
    } else {
      own.runOnContext(turn -> serve(own, exchange, question, headers, answer));
    }
  }

  private void serve(
      ContextInternal own,
      String exchange,
      Q question,
      Map<String, String> headers,
      Completable<A> answer) {
    var span = ItemSpans.receive(own, address, headers);
    MessageSubject.of(question).ifPresent(LogContext::set);
    report(exchange, false, false, question);
    Future.<A>future(done -> server.apply(question).onComplete(done))
        .onComplete(
            (result, failure) -> {
              var shown = failure == null ? null : ServiceFailures.ofServer(address, failure);
              ItemSpans.answer(span, failure);
              report(exchange, true, true, shown == null ? result : shown);
              answer.complete(result, shown);
            });
  }

  private void report(String exchange, boolean sent, boolean isAnswer, Object body) {
    if (traffic.isObserved() && !exchange.equals(Passage.UNOBSERVED)) {
      traffic.report(new Passage(address, exchange, sent, isAnswer, body));
    }
  }
}
