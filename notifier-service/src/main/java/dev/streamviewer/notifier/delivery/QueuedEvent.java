package dev.streamviewer.notifier.delivery;

import dev.streamviewer.platform.async.SafeStart;
import dev.streamviewer.platform.contract.event.ChannelNames;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.telemetry.LogLine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * An event in the queue of a sink.
 *
 * @param channel the channel whose events stay in order
 * @param queuedAt the time when the event arrived
 * @param context the context whose work this is; null if unknown
 * @param acceptance the sink's decision, for the sender
 */
public record QueuedEvent(
    EncodedEvent encoded,
    String channel,
    Instant queuedAt,
    Context context,
    Promise<DeliveryAcceptance> acceptance) {
  public static QueuedEvent of(EncodedEvent encoded, Instant now) {
    return new QueuedEvent(
        encoded,
        ChannelNames.channelOf(encoded.event()),
        now,
        Vertx.currentContext(),
        Promise.promise());
  }

  public StreamEvent event() {
    return encoded.event();
  }

  /**
   * Runs work on the context of this event, since a queue continues in the course of any other. So
   * a call appears in the trace of an event that it carries.
   */
  <T> Future<T> runOnContext(Supplier<Future<T>> work) {
    return context == null || context == Vertx.currentContext()
        ? work.get()
        : Future.future(done -> context.runOnContext(turn -> SafeStart.of(work).onComplete(done)));
  }

  /** Adds this event's subject to a log line. */
  LoggingEventBuilder about(LoggingEventBuilder line) {
    return LogLine.about(encoded.event().subject(), line);
  }

  /** Returns the event id and the login, for the log. */
  @Override
  public String toString() {
    return "%s of %s".formatted(encoded.id(), encoded.login());
  }
}
