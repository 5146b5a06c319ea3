package dev.streamviewer.platform.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Lets nothing out but what is known to be harmless. Vert.x notes whole addresses, and in queries
 * are Pusher's signatures and the codes of sign-ins; exceptions may quote what they choked on.
 */
final class SpanAttributeFilter implements SpanExporter {
  private static final Set<String> HARMLESS =
      Set.of(
          "http.request.method",
          "http.response.status_code",
          "http.route",
          "url.scheme",
          "url.path",
          "messaging.destination.name",
          "messaging.operation.name",
          "messaging.system",
          LogContext.MESSAGE_ID.getKey(),
          LogContext.STREAMER.getKey(),
          "exception.type",
          "error.type");

  private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("url.full");

  private final SpanExporter exporter;

  SpanAttributeFilter(SpanExporter exporter) {
    this.exporter = exporter;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return exporter.export(spans.stream().<SpanData>map(Harmless::new).toList());
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }

  private static Attributes harmless(Attributes attributes) {
    var kept = attributes.toBuilder().removeIf(key -> !HARMLESS.contains(key.getKey()));
    var address = attributes.get(ADDRESS);
    if (address != null) {
      kept.put(ADDRESS, address.replaceFirst("[?#].*", "").replaceFirst("//[^/]*@", "//"));
    }
    return kept.build();
  }

  private static final class Harmless extends DelegatingSpanData {
    private final Attributes attributes;

    private Harmless(SpanData span) {
      super(span);
      attributes = harmless(span.getAttributes());
    }

    @Override
    public Attributes getAttributes() {
      return attributes;
    }

    @Override
    public List<EventData> getEvents() {
      return super.getEvents().stream()
          .map(
              it ->
                  EventData.create(it.getEpochNanos(), it.getName(), harmless(it.getAttributes())))
          .toList();
    }

    @Override
    public StatusData getStatus() {
      return StatusData.create(super.getStatus().getStatusCode(), "");
    }
  }
}
