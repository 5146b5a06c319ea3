package dev.streamviewer.platform.batch;

import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.batch.ItemTraffic.Passage;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.bus.RequestFailures;
import dev.streamviewer.platform.bus.ServiceFailures;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.telemetry.BusLatency;
import dev.streamviewer.platform.telemetry.LogContext;
import dev.streamviewer.platform.telemetry.MessageSubject;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/**
 * The asking side of a {@link BatchedEndpoint}, for one context. A server in this process is called
 * directly. Others get batches, or single messages while none is known that takes batches.
 */
public final class BatchedClient<Q, A> {
  private static final long SWEEP_MILLIS = 100;

  /** The interval in which a client looks for servers that came or left. */
  static final long ROSTER_MILLIS = 500;

  private final BatchedEndpoint<Q, A> endpoint;
  private final Vertx vertx;
  private final Cluster cluster;
  private final ItemService.Registry services;
  private final ItemTraffic traffic;
  private final Timeouts timeouts;
  private final BusLatency.OfAddress latency;
  private final KnownServers roster = new KnownServers();
  private final String replies = "batch.replies." + UUID.randomUUID();

  /** Null without a cluster, and until answers can arrive. */
  private CallRouter router;

  private long directCalls;
  private boolean sweeping;

  /** A request under way. */
  private record Exchange(String id, Object question, ItemSpans.Span span, long begin) {}

  private static final class KnownServers implements ServerRoster {
    private List<String> servers = List.of();
    private Set<String> members = Set.of();

    @Override
    public List<String> servers() {
      return servers;
    }

    @Override
    public boolean isMember(String node) {
      return members.contains(node);
    }
  }

  BatchedClient(BatchedEndpoint<Q, A> endpoint, Vertx vertx, Cluster cluster) {
    this.endpoint = endpoint;
    this.vertx = vertx;
    this.cluster = cluster;
    this.services = ItemService.Registry.of(vertx);
    this.traffic = ItemTraffic.of(vertx);
    this.timeouts = new Timeouts(Timers.of(vertx));
    this.latency = BusLatency.of(vertx, endpoint.address());
    cluster.node().ifPresent(node -> listen());
  }

  /** Sends a request; fails only with a {@link BusFailure}. */
  public Future<A> ask(Q question) {
    var service = services.<Q, A>find(endpoint.address());
    if (service != null) {
      MessageSubject.of(question).ifPresent(LogContext::mark);
      return call(service, question);
    }
    if (router != null && router.hasServers()) {
      MessageSubject.of(question).ifPresent(LogContext::mark);
      return send(question);
    }
    return endpoint.single().ask(vertx.eventBus(), question);
  }

  private Future<A> call(ItemService<Q, A> service, Q question) {
    var context = (ContextInternal) vertx.getOrCreateContext();
    var headers = ItemSpans.newHeaders(context);
    var exchange = begin(context, directExchange(), question, headers);
    var answer = context.<A>promise();
    service.serve(exchange.id(), question, headers, answer);
    return end(exchange, timeouts.within(endpoint.timeout(), endpoint.address(), answer.future()));
  }

  /** Names a direct call; only an observer needs the name. */
  private String directExchange() {
    directCalls++;
    return traffic.isObserved() ? "direct/" + replies + directCalls : Passage.UNOBSERVED;
  }

  private Future<A> send(Q question) {
    var context = (ContextInternal) vertx.getOrCreateContext();
    var headers = ItemSpans.newHeaders(context);
    var exchange = begin(context, replies + "/" + router.nextNumber(), question, headers);
    var answer = context.<Buffer>promise();
    router.ask(
        ItemSpans.write(headers, endpoint.question().encode(question)),
        endpoint.affinity().apply(question),
        answer);
    sweepLater();
    return end(exchange, answer.future().map(endpoint.answer()::decode));
  }

  private Exchange begin(
      ContextInternal context, String id, Q question, Map<String, String> headers) {
    var span = ItemSpans.send(context, endpoint.address(), headers);
    report(id, true, false, question);
    return new Exchange(id, question, span, System.nanoTime());
  }

  private Future<A> end(Exchange exchange, Future<A> answer) {
    return answer.transform(
        (result, cause) -> {
          var failure = cause == null ? null : failure(exchange, cause);
          ItemSpans.answered(exchange.span(), failure);
          if (!isUnanswered(cause)) {
            report(exchange.id(), false, true, failure == null ? result : failure);
          }
          latency.record(
              failure == null ? "answered" : failure.reason().label(),
              System.nanoTime() - exchange.begin());
          return failure == null ? Future.succeededFuture(result) : Future.failedFuture(failure);
        });
  }

  private static boolean isUnanswered(Throwable cause) {
    return cause instanceof UnansweredRequest || cause instanceof TimeoutException;
  }

  private BusFailure failure(Exchange exchange, Throwable cause) {
    return isUnanswered(cause)
        ? unanswered(exchange, cause instanceof UnansweredRequest it ? it.reason() : Reason.TIMEOUT)
        : ServiceFailures.ofServer(endpoint.address(), cause);
  }

  private BusFailure unanswered(Exchange exchange, Reason reason) {
    var failure = reason == Reason.TIMEOUT ? ReplyFailure.TIMEOUT : ReplyFailure.NO_HANDLERS;
    RequestFailures.report(
        endpoint.address(), exchange.question(), new ReplyException(failure, reason.name()));
    return ServiceFailures.of(ServiceFailures.service(endpoint.address()), reason);
  }

  private void report(String exchange, boolean sent, boolean isAnswer, Object body) {
    if (traffic.isObserved() && !exchange.equals(Passage.UNOBSERVED)) {
      traffic.report(new Passage(endpoint.address(), exchange, sent, isAnswer, body));
    }
  }

  private void listen() {
    vertx
        .eventBus()
        .<Buffer>consumer(replies, message -> receive(message.body()))
        .completion()
        .onSuccess(registered -> router = router());
    refresh();
    vertx.setPeriodic(ROSTER_MILLIS, timer -> refresh());
  }

  private CallRouter router() {
    var bus = vertx.eventBus();
    return new CallRouter(
        ServiceFailures.service(endpoint.address()),
        replies,
        endpoint.timeout(),
        roster,
        (address, message) -> bus.send(address, message, VertxBatchedService.UNTRACED),
        endpoint::addressOf,
        action -> vertx.runOnContext(turn -> action.run()),
        System::nanoTime);
  }

  private void receive(Buffer message) {
    if (router != null) {
      router.receive(message);
    }
  }

  private void refresh() {
    roster.members = cluster.members();
    cluster
        .servers(endpoint.rosterAddress())
        .onSuccess(servers -> roster.servers = List.copyOf(servers));
  }

  private void sweepLater() {
    if (!sweeping) {
      sweeping = true;
      vertx.setTimer(
          SWEEP_MILLIS,
          timer -> {
            sweeping = false;
            roster.members = cluster.members();
            router.sweep();
            if (router.isBusy()) {
              sweepLater();
            }
          });
    }
  }
}
