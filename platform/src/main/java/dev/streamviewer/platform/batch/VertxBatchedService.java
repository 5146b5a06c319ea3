package dev.streamviewer.platform.batch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.outcome.RecentOutcomes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.tracing.TracingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Serves a {@link BatchedEndpoint} on the bus. The process has an address of its own before the
 * cluster lists it, and keeps that address until it has answered all requests.
 */
final class VertxBatchedService<Q, A> implements BatchedService {
  /** Batches are no requests of their own, so they have no spans. */
  static final DeliveryOptions UNTRACED =
      new DeliveryOptions().setTracingPolicy(TracingPolicy.IGNORE);

  private final BatchedEndpoint<Q, A> endpoint;
  private final Vertx vertx;
  private final ItemService<Q, A> service;
  private final List<MessageConsumer<?>> listed = new ArrayList<>();
  private final List<MessageConsumer<?>> own = new ArrayList<>();
  private final Future<Void> completion;

  VertxBatchedService(
      BatchedEndpoint<Q, A> endpoint, Vertx vertx, Cluster cluster, Function<Q, Future<A>> server) {
    this.endpoint = endpoint;
    this.vertx = vertx;
    var remembered = new RememberingServer<>(endpoint.address(), RecentOutcomes.of(vertx), server);
    this.service =
        new ItemService<>(
            endpoint.address(),
            (ContextInternal) vertx.getOrCreateContext(),
            remembered,
            ItemTraffic.of(vertx));
    ItemService.Registry.of(vertx).add(service);
    listed.add(endpoint.single().serve(vertx.eventBus(), remembered));
    completion =
        cluster
            .node()
            .map(this::listen)
            .orElseGet(Future::succeededFuture)
            .compose(done -> completion(listed));
  }

  @Override
  public Future<Void> completion() {
    return completion;
  }

  /** Waits until clients have noticed, since they look at the list only now and then. */
  @Override
  public Future<Void> leave() {
    ItemService.Registry.of(vertx).remove(service);
    return unregister(listed)
        .compose(
            left ->
                own.isEmpty()
                    ? Future.succeededFuture()
                    : vertx.timer(2 * BatchedClient.ROSTER_MILLIS, MILLISECONDS).mapEmpty());
  }

  @Override
  public Future<Void> close() {
    return unregister(own);
  }

  private Future<Void> listen(String node) {
    var bus = vertx.eventBus();
    var batches =
        new BatchServer(
            endpoint.address(),
            node,
            this::serve,
            (address, message) -> bus.send(address, message, UNTRACED),
            action -> vertx.runOnContext(turn -> action.run()));
    own.add(
        bus.<Buffer>consumer(endpoint.addressOf(node), message -> batches.receive(message.body())));
    return completion(own)
        .onSuccess(
            done ->
                listed.add(
                    bus.<Buffer>consumer(
                        endpoint.rosterAddress(), message -> batches.receive(message.body()))));
  }

  private Future<Buffer> serve(String from, BatchMessage.Item item) {
    var question = endpoint.question().decode(ItemSpans.content(item.content()));
    var answer = Promise.<A>promise();
    service.serve(from + "/" + item.number(), question, ItemSpans.headers(item.content()), answer);
    return answer.future().map(endpoint.answer()::encode);
  }

  private static Future<Void> completion(List<MessageConsumer<?>> consumers) {
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList()).mapEmpty();
  }

  private static Future<Void> unregister(List<MessageConsumer<?>> consumers) {
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }
}
