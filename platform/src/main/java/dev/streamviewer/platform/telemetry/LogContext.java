package dev.streamviewer.platform.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.Optional;

/**
 * What the work under way is about. Kept by the context that Vert.x makes for each message and each
 * request, and so by all that follows from it, whatever thread it is on.
 */
public final class LogContext implements VertxServiceProvider {
  /** The name in spans by OpenTelemetry's conventions for messages. */
  static final AttributeKey<String> MESSAGE_ID = AttributeKey.stringKey("messaging.message.id");

  static final AttributeKey<String> STREAMER = AttributeKey.stringKey("streamviewer.streamer");

  private static final ContextLocal<MessageSubject> LOCAL =
      ContextLocal.registerLocal(MessageSubject.class);

  /**
   * Keys for contexts have to be known before there is a Vert.x; it asks for this class by name.
   */
  @Override
  public void init(VertxBootstrap bootstrap) {}

  /** From here on, the work under way is about this. Does nothing where work has no own context. */
  public static void set(MessageSubject subject) {
    if (Vertx.currentContext() instanceof ContextInternal context && context.isDuplicate()) {
      LOCAL.put(context, subject);
    }
    mark(subject);
  }

  /** What the work under way is about. */
  public static Optional<MessageSubject> get() {
    return Optional.ofNullable(Vertx.currentContext()).map(LOCAL::get);
  }

  /** Says in the trace what its current span is about. */
  public static void mark(MessageSubject subject) {
    var span = Span.current();
    if (span.isRecording()) {
      if (subject.messageId() != null) {
        span.setAttribute(MESSAGE_ID, subject.messageId());
      }
      if (subject.streamer() != null) {
        span.setAttribute(STREAMER, subject.streamer());
      }
    }
  }
}
