package dev.streamviewer.platform.bus;

import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.record.UnreadableRecord;
import dev.streamviewer.platform.telemetry.BusLatency;
import dev.streamviewer.platform.telemetry.LogContext;
import dev.streamviewer.platform.telemetry.MessageSubject;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An address that answers requests of one type with replies of another.
 *
 * @param timeout how long to wait for an answer; a dead member of a cluster shows only as a timeout
 * @param repeatable whether an unanswered request is sent once more; its server must then be
 *     idempotent
 */
public record Endpoint<Q, A>(
    String address, Class<Q> question, Class<A> answer, Duration timeout, boolean repeatable) {
  private static final Logger log = LoggerFactory.getLogger(Endpoint.class);

  /** An endpoint whose server is idempotent. */
  public static <Q, A> Endpoint<Q, A> repeatable(
      String address, Class<Q> question, Class<A> answer, Duration timeout) {
    return new Endpoint<>(address, question, answer, timeout, true);
  }

  /** An endpoint whose server is not idempotent, so requests are never repeated. */
  public static <Q, A> Endpoint<Q, A> once(
      String address, Class<Q> question, Class<A> answer, Duration timeout) {
    return new Endpoint<>(address, question, answer, timeout, false);
  }

  /** Sends a request; fails only with a {@link BusFailure}. */
  public Future<A> ask(EventBus bus, Q body) {
    var begin = System.nanoTime();
    MessageSubject.of(body).ifPresent(LogContext::mark);
    return first(bus, body)
        .transform(
            answer -> {
              var failure = answer.succeeded() ? null : asBusFailure(answer.cause());
              BusLatency.record(address, outcome(failure), System.nanoTime() - begin);
              return failure == null
                  ? Future.succeededFuture(answer.result())
                  : Future.failedFuture(failure);
            });
  }

  /** Answers requests until the consumer is unregistered. */
  public MessageConsumer<Q> serve(EventBus bus, Function<Q, Future<A>> server) {
    var consumer = bus.<Q>consumer(address, message -> answer(message, server));
    OwnAddresses.add(bus, consumer);
    return consumer;
  }

  /** Prefers a server in this process; one that is just leaving has not taken the request. */
  private Future<A> first(EventBus bus, Q body) {
    var own = OwnAddresses.contain(bus, address);
    return request(bus, body, own)
        .recover(
            failure ->
                repeatable && gotNoReply(failure) || own && foundNoServer(failure)
                    ? request(bus, body, false)
                    : Future.failedFuture(failure));
  }

  private Future<A> request(EventBus bus, Q body, boolean own) {
    var options = new DeliveryOptions().setSendTimeout(timeout.toMillis()).setLocalOnly(own);
    return bus.<A>request(address, body, options)
        .map(Message::body)
        .onFailure(
            failure -> {
              if (gotNoReply(failure)) {
                RequestFailures.report(address, body, failure);
              }
            });
  }

  private void answer(Message<Q> message, Function<Q, Future<A>> server) {
    Future.<A>future(
            promise -> {
              // The body is decoded here, which can fail.
              MessageSubject.of(message.body()).ifPresent(LogContext::set);
              server.apply(message.body()).onComplete(promise);
            })
        .onSuccess(message::reply)
        .onFailure(failure -> fail(message, failure));
  }

  private void fail(Message<Q> message, Throwable failure) {
    var shown = ServiceFailures.ofServer(address, failure);
    message.fail(shown.reason().ordinal(), shown.getMessage());
  }

  private BusFailure asBusFailure(Throwable failure) {
    if (failure instanceof UnreadableRecord) {
      return ServiceFailures.ofServer(address, failure);
    }
    if (!(failure instanceof ReplyException reply)) {
      log.error("A request to {} could not be sent", address, failure);
      return new BusFailure(Reason.INTERNAL, "Something went wrong here. Please try again.");
    }
    return switch (reply.failureType()) {
      case NO_HANDLERS -> ServiceFailures.of(serviceName(), Reason.UNAVAILABLE);
      case TIMEOUT -> ServiceFailures.of(serviceName(), Reason.TIMEOUT);
      default -> new BusFailure(ServiceFailures.reason(reply.failureCode()), reply.getMessage());
    };
  }

  private static String outcome(BusFailure failure) {
    return failure == null ? "answered" : failure.reason().name().toLowerCase(Locale.ROOT);
  }

  private String serviceName() {
    return ServiceFailures.service(address);
  }

  private static boolean gotNoReply(Throwable failure) {
    return foundNoServer(failure) || isOf(ReplyFailure.TIMEOUT, failure);
  }

  private static boolean foundNoServer(Throwable failure) {
    return isOf(ReplyFailure.NO_HANDLERS, failure);
  }

  private static boolean isOf(ReplyFailure type, Throwable failure) {
    return failure instanceof ReplyException reply && reply.failureType() == type;
  }
}
