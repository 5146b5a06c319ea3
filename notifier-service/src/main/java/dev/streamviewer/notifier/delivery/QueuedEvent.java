package dev.streamviewer.notifier.delivery;

import dev.streamviewer.platform.contract.event.ChannelNames;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.telemetry.LogLine;
import dev.streamviewer.platform.telemetry.MessageSubject;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * An event on its way to an outlet.
 *
 * @param channel within which events stay in order
 * @param since when it was handed over
 * @param context whose work it is; null if none is known
 * @param word the outlet's word, for who waits
 */
public record QueuedEvent(
    EncodedEvent encoded,
    String channel,
    Instant since,
    Context context,
    Promise<DeliveryAcceptance> word) {
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
   * Does what belongs to this event as its work, since a queue goes on in the course of any other:
   * so a call shows in the trace of an event that it carries.
   */
  <T> Future<T> own(Supplier<Future<T>> work) {
    return context == null || context == Vertx.currentContext()
        ? work.get()
        : Future.future(done -> context.runOnContext(turn -> work.get().onComplete(done)));
  }

  /** A line of the log about this event. */
  LoggingEventBuilder about(LoggingEventBuilder line) {
    return LogLine.about(MessageSubject.of(encoded.event()), line);
  }

  /** For the log: which event of whom. */
  @Override
  public String toString() {
    return "%s of %s".formatted(encoded.id(), encoded.login());
  }
}
