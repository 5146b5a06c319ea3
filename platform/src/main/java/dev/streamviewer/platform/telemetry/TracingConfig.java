package dev.streamviewer.platform.telemetry;

import dev.streamviewer.platform.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * OpenTelemetry's variables. Tracing is off unless a variable sets the exporter or its endpoint.
 *
 * @param properties named as in the SDK, such as {@code otel.exporter.otlp.endpoint}
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/">Environment
 *     variables</a>
 */
public record TracingConfig(Map<String, String> properties) {
  private static final String PREFIX = "OTEL_";
  private static final String PROTOCOL = "OTEL_EXPORTER_OTLP_PROTOCOL";
  private static final String TRACES_PROTOCOL = "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL";
  private static final List<String> ENDPOINTS =
      List.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT");

  private static final String HTTP = "http/protobuf";

  /** Reads the variables; empty if tracing is off. */
  public static Optional<TracingConfig> from(Settings settings) {
    var exporter = settings.text("OTEL_TRACES_EXPORTER", "");
    var address =
        settings.text(
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", settings.text("OTEL_EXPORTER_OTLP_ENDPOINT", ""));
    if (settings.text("OTEL_SDK_DISABLED", "").equalsIgnoreCase("true")
        || exporter.equals("none")
        || exporter.isEmpty() && address.isEmpty()) {
      return Optional.empty();
    }
    var protocol = settings.text(TRACES_PROTOCOL, settings.text(PROTOCOL, HTTP));
    if (!protocol.equals(HTTP)) {
      settings.fault(
          "%s is \"%s\", expected %s (usually on port 4318)".formatted(PROTOCOL, protocol, HTTP));
    }
    if (!exporter.isEmpty() && !exporter.equals("otlp")) {
      settings.fault("OTEL_TRACES_EXPORTER is \"%s\", expected otlp or none".formatted(exporter));
    }
    for (var name : ENDPOINTS) {
      if (!settings.text(name, "").isEmpty()) {
        settings.url(name, "http://collector:4318");
      }
    }
    var properties = new HashMap<String, String>();
    // Only traces are exported: metrics are scraped, logs are read from the output.
    properties.put("otel.metrics.exporter", "none");
    properties.put("otel.logs.exporter", "none");
    properties.put("otel.exporter.otlp.protocol", HTTP);
    settings
        .startingWith(PREFIX)
        .forEach(
            (name, value) ->
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
    return Optional.of(new TracingConfig(Map.copyOf(properties)));
  }
}
