package dev.streamviewer.platform.batch;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.outcome.HasOutcome;
import dev.streamviewer.platform.outcome.RecentOutcomes;
import dev.streamviewer.platform.telemetry.LogContext;
import dev.streamviewer.platform.telemetry.MessageSubject;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Function;

/** A server whose answers to messages are remembered, whichever way a request takes. */
final class RememberingServer<Q, A> implements Function<Q, Future<A>> {
  private final String address;
  private final RecentOutcomes outcomes;
  private final Function<Q, Future<A>> server;

  RememberingServer(String address, RecentOutcomes outcomes, Function<Q, Future<A>> server) {
    this.address = address;
    this.outcomes = outcomes;
    this.server = server;
  }

  @Override
  public Future<A> apply(Q question) {
    var subject = MessageSubject.of(question);
    return subject.isEmpty() ? server.apply(question) : apply(question, subject.get());
  }

  private Future<A> apply(Q question, MessageSubject subject) {
    var context = Vertx.currentContext();
    return Future.<A>future(done -> server.apply(question).onComplete(done))
        .onComplete((answer, failure) -> remember(withStreamer(subject, context), answer, failure));
  }

  private void remember(MessageSubject subject, A answer, Throwable failure) {
    if (failure instanceof BusFailure known) {
      outcomes.add(address, subject, known.reason().label(), known.getMessage());
    } else if (failure != null) {
      outcomes.add(address, subject, Reason.INTERNAL.label(), "The log has the reason.");
    } else if (answer instanceof HasOutcome known) {
      outcomes.add(address, subject, known);
    }
  }

  /** The work may have found out the streamer, which the bytes of a callback do not tell. */
  private static MessageSubject withStreamer(MessageSubject subject, Context context) {
    return subject.streamer() == null
        ? Optional.ofNullable(context)
            .flatMap(LogContext::of)
            .map(known -> new MessageSubject(subject.messageId(), known.streamer()))
            .orElse(subject)
        : subject;
  }
}
