package dev.streamviewer.platform.bus;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.shareddata.Shareable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The addresses that this process serves. A process with several services of a cluster asks itself:
 * a request then depends on no other process. Stored in the shared data of the Vert.x, since
 * callers have only the bus.
 */
final class OwnAddresses implements Shareable {
  private static final String MAP = "bus";
  private static final String KEY = "own";

  private final Map<String, Integer> servers = new ConcurrentHashMap<>();

  private OwnAddresses() {}

  /** Counts a server until it is unregistered. */
  static void add(EventBus bus, MessageConsumer<?> server) {
    of(bus).ifPresent(own -> own.count(server));
  }

  /** Returns whether this process serves an address. */
  static boolean contain(EventBus bus, String address) {
    return of(bus).filter(own -> own.servers.containsKey(address)).isPresent();
  }

  /** Empty outside of the contexts of a Vert.x with this bus. */
  private static Optional<OwnAddresses> of(EventBus bus) {
    return Optional.ofNullable(Vertx.currentContext())
        .map(Context::owner)
        .filter(vertx -> vertx.eventBus() == bus)
        .map(
            vertx ->
                vertx
                    .sharedData()
                    .<String, OwnAddresses>getLocalMap(MAP)
                    .computeIfAbsent(KEY, key -> new OwnAddresses()));
  }

  private void count(MessageConsumer<?> server) {
    var address = server.address();
    servers.merge(address, 1, Integer::sum);
    server.endHandler(
        end -> servers.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1));
  }
}
