package dev.streamviewer.platform.bus;

import dev.streamviewer.platform.cluster.Cluster;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The other processes that serve an endpoint, for a server that cannot answer alone. Each listens
 * at an address of its own.
 *
 * @param timeout how long to wait for them; shorter than the endpoint's own
 */
public record OtherServers<Q, A>(Endpoint<Q, A> endpoint, Duration timeout) {
  /**
   * Answers requests of other servers; empty without a cluster.
   *
   * @param server answers from what this process has
   */
  public Optional<MessageConsumer<Q>> serve(
      EventBus bus, Cluster cluster, Function<Q, Future<A>> server) {
    return cluster.node().map(node -> at(node).serve(bus, server));
  }

  /**
   * Asks all others at once. Returns the first answer that is good; empty if there is none in time.
   */
  public Future<Optional<A>> ask(EventBus bus, Cluster cluster, Q question, Predicate<A> isGood) {
    return cluster
        .servers(endpoint.address())
        .map(servers -> servers.stream().filter(it -> !cluster.node().equals(Optional.of(it))))
        .compose(others -> firstGood(others.map(it -> ask(bus, it, question)).toList(), isGood));
  }

  private static <A> Future<Optional<A>> firstGood(List<Future<A>> answers, Predicate<A> isGood) {
    var first = Promise.<Optional<A>>promise();
    answers.forEach(
        answer ->
            answer.onSuccess(
                it -> {
                  if (isGood.test(it)) {
                    first.tryComplete(Optional.of(it));
                  }
                }));
    Future.join(answers).onComplete(all -> first.tryComplete(Optional.empty()));
    return first.future();
  }

  private Future<A> ask(EventBus bus, String node, Q question) {
    var options = new DeliveryOptions().setSendTimeout(timeout.toMillis());
    return bus.<A>request(at(node).address(), question, options).map(Message::body);
  }

  private Endpoint<Q, A> at(String node) {
    return Endpoint.once(
        endpoint.address() + "." + node, endpoint.question(), endpoint.answer(), timeout);
  }
}
