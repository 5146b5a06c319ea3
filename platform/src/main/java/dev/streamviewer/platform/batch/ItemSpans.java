package dev.streamviewer.platform.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The spans of requests that are no messages of their own, as Vert.x's bus makes them for its
 * messages. A trace crosses the bus with each item.
 */
final class ItemSpans {
  private static final Buffer NO_HEADERS = Buffer.buffer().appendUnsignedShort(0);

  private ItemSpans() {}

  /** A span under way on either side; null if there is none. */
  record Span(VertxTracer<Object, Object> tracer, ContextInternal context, Object trace) {}

  /** Returns headers for {@link #send}, which adds none without a tracer. */
  static Map<String, String> newHeaders(ContextInternal context) {
    return tracer(context) == null ? Map.of() : new HashMap<>();
  }

  /** Begins the span of a sent request, and adds the headers that carry the trace. */
  static Span send(ContextInternal context, String address, Map<String, String> headers) {
    var tracer = tracer(context);
    if (tracer == null) {
      return null;
    }
    var trace =
        tracer.sendRequest(
            context, SpanKind.RPC, TracingPolicy.PROPAGATE, address, "send", headers::put, TAGS);
    return trace == null ? null : new Span(tracer, context, trace);
  }

  /** Ends the span of a sent request. */
  static void answered(Span span, Throwable failure) {
    if (span != null) {
      span.tracer()
          .receiveResponse(span.context(), null, span.trace(), failure, TagExtractor.empty());
    }
  }

  /** Begins the span of a received request, in the context that serves it. */
  static Span receive(ContextInternal context, String address, Map<String, String> headers) {
    var tracer = tracer(context);
    if (tracer == null) {
      return null;
    }
    var trace =
        tracer.receiveRequest(
            context,
            SpanKind.RPC,
            TracingPolicy.PROPAGATE,
            address,
            "receive",
            headers.entrySet(),
            TAGS);
    return trace == null ? null : new Span(tracer, context, trace);
  }

  /** Ends the span of a received request. */
  static void answer(Span span, Throwable failure) {
    if (span != null) {
      span.tracer().sendResponse(span.context(), null, span.trace(), failure, TagExtractor.empty());
    }
  }

  /** Puts headers before the content of an item. */
  static Buffer write(Map<String, String> headers, Buffer content) {
    if (headers.isEmpty()) {
      return NO_HEADERS.copy().appendBuffer(content);
    }
    var lines = new StringBuilder();
    headers.forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    var bytes = lines.toString().getBytes(UTF_8);
    return Buffer.buffer()
        .appendUnsignedShort(bytes.length)
        .appendBytes(bytes)
        .appendBuffer(content);
  }

  static Map<String, String> headers(Buffer item) {
    var end = Short.BYTES + item.getUnsignedShort(0);
    if (end == Short.BYTES) {
      return Map.of();
    }
    var headers = new LinkedHashMap<String, String>();
    item.getString(Short.BYTES, end, UTF_8.name())
        .lines()
        .map(line -> line.split("=", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> headers.put(parts[0], parts[1]));
    return headers;
  }

  static Buffer content(Buffer item) {
    return item.slice(Short.BYTES + item.getUnsignedShort(0), item.length());
  }

  @SuppressWarnings("unchecked")
  private static VertxTracer<Object, Object> tracer(ContextInternal context) {
    return (VertxTracer<Object, Object>) context.tracer();
  }

  private static final TagExtractor<String> TAGS =
      new TagExtractor<>() {
        private static final List<String> NAMES =
            List.of("messaging.destination.name", "messaging.system");

        @Override
        public int len(String address) {
          return NAMES.size();
        }

        @Override
        public String name(String address, int index) {
          return NAMES.get(index);
        }

        @Override
        public String value(String address, int index) {
          return index == 0 ? address : "vertx-eventbus";
        }
      };
}
