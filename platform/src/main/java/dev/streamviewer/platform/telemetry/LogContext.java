package dev.streamviewer.platform.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.Optional;

/**
 * The subject of the current work. The subject is kept in the duplicated context of each message or
 * request, and so follows the work across threads.
 */
public final class LogContext implements VertxServiceProvider {
  /** The attribute name from OpenTelemetry's messaging conventions. */
  static final AttributeKey<String> MESSAGE_ID = AttributeKey.stringKey("messaging.message.id");

  static final AttributeKey<String> STREAMER = AttributeKey.stringKey("streamviewer.streamer");

  private static final ContextLocal<MessageSubject> LOCAL =
      ContextLocal.registerLocal(MessageSubject.class);

  /**
   * Loads this class before any Vert.x exists, since context keys must be registered by then.
   * Vert.x finds the class by name.
   */
  @Override
  public void init(VertxBootstrap bootstrap) {}

  /**
   * Sets the subject of the current work. Does nothing where the work has no duplicated context.
   */
  public static void set(MessageSubject subject) {
    if (Vertx.currentContext() instanceof ContextInternal context && context.isDuplicate()) {
      LOCAL.put(context, subject);
    }
    mark(subject);
  }

  /** The subject of the current work, if known. */
  public static Optional<MessageSubject> get() {
    return Optional.ofNullable(Vertx.currentContext()).flatMap(LogContext::of);
  }

  /** The subject of the work in a context, if known. */
  public static Optional<MessageSubject> of(Context context) {
    return Optional.ofNullable(LOCAL.get(context));
  }

  /** Adds a subject to the current span of the trace. */
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
