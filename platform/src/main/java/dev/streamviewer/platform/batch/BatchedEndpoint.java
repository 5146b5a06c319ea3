package dev.streamviewer.platform.batch;

import dev.streamviewer.platform.bus.Endpoint;
import dev.streamviewer.platform.cluster.Cluster;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Function;

/**
 * An endpoint with so many requests that they share messages: what a process has for another at the
 * end of a turn of its event loop is one. Inside one process a request is a direct call. Single
 * requests, as processes of earlier versions send them, are served as well.
 *
 * @param single the same requests, each a message of its own
 * @param timeout the time for an answer, another attempt included
 * @param affinity requests with the same text prefer the same server, but nothing depends on it;
 *     null if any server will do
 */
public record BatchedEndpoint<Q, A>(
    Endpoint<Q, A> single,
    ItemCodec<Q> question,
    ItemCodec<A> answer,
    Duration timeout,
    Function<Q, String> affinity) {
  private static final String PREFIX = "batch.";

  String address() {
    return single.address();
  }

  /** The address at which the cluster lists the processes that serve batches. */
  String rosterAddress() {
    return PREFIX + address();
  }

  /** The address of one of them. */
  String addressOf(String node) {
    return rosterAddress() + "." + node;
  }

  /** The process that has an address. */
  String nodeOf(String address) {
    return address.substring(addressOf("").length());
  }

  /** Returns whether an address carries batches, which are no requests of their own. */
  public static boolean isBatchAddress(String address) {
    return address.startsWith(PREFIX);
  }

  /** Serves requests on the current context. */
  public BatchedService serve(Vertx vertx, Cluster cluster, Function<Q, Future<A>> server) {
    return new VertxBatchedService<>(this, vertx, cluster, server);
  }

  /** Opens the asking side for the current context. */
  public BatchedClient<Q, A> client(Vertx vertx, Cluster cluster) {
    return new BatchedClient<>(this, vertx, cluster);
  }
}
