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
 * Exports only attributes known to be harmless. Vert.x records whole addresses, whose queries hold
 * Pusher's signatures and OAuth codes; exceptions may quote their input.
 */
final class SpanAttributeFilter implements SpanExporter {
  private static final Set<String> ALLOWED_ATTRIBUTES =
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
    return exporter.export(spans.stream().<SpanData>map(FilteredSpan::new).toList());
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }

  private static Attributes filter(Attributes attributes) {
    var allowed =
        attributes.toBuilder().removeIf(key -> !ALLOWED_ATTRIBUTES.contains(key.getKey()));
    var address = attributes.get(ADDRESS);
    if (address != null) {
      allowed.put(ADDRESS, address.replaceFirst("[?#].*", "").replaceFirst("//[^/]*@", "//"));
    }
    return allowed.build();
  }

  private static final class FilteredSpan extends DelegatingSpanData {
    private final Attributes attributes;

    private FilteredSpan(SpanData span) {
      super(span);
      attributes = filter(span.getAttributes());
    }

    @Override
    public Attributes getAttributes() {
      return attributes;
    }

    @Override
    public List<EventData> getEvents() {
      return super.getEvents().stream()
          .map(it -> EventData.create(it.getEpochNanos(), it.getName(), filter(it.getAttributes())))
          .toList();
    }

    @Override
    public StatusData getStatus() {
      return StatusData.create(super.getStatus().getStatusCode(), "");
    }
  }
}
