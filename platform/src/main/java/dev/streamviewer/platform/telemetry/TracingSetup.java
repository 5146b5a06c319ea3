package dev.streamviewer.platform.telemetry;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.streamviewer.platform.config.Settings;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Traces of requests, bus messages and calls to external services, sent by OTLP. A trace crosses
 * the bus with the messages. Nothing is installed while tracing is off.
 */
public final class TracingSetup implements VertxInstrumentation, AutoCloseable {
  private static final long FLUSH_SECONDS = 3;
  private static final Pattern PROPERTY = Pattern.compile("otel(\\.[a-z_]+)+");

  private final Optional<OpenTelemetrySdk> sdk;

  private TracingSetup(Optional<OpenTelemetrySdk> sdk) {
    this.sdk = sdk;
  }

  /**
   * Prepares tracing by OpenTelemetry's variables; faults collect in the settings.
   *
   * @param service the name of the process, unless OTEL_SERVICE_NAME is set
   * @param node the name of this instance
   */
  public static TracingSetup from(Settings settings, String service, String node, String version) {
    var config = TracingConfig.from(settings);
    try {
      return new TracingSetup(config.map(it -> sdk(it, resource(service, node, version))));
    } catch (ConfigurationException | IllegalArgumentException e) {
      settings.fault(named(e.getMessage()));
      return new TracingSetup(Optional.empty());
    }
  }

  /** Replaces the SDK's names of properties by those of variables. */
  private static String named(String fault) {
    return PROPERTY
        .matcher(String.valueOf(fault))
        .replaceAll(it -> it.group().toUpperCase(Locale.ROOT).replace('.', '_'));
  }

  @Override
  public void install(VertxOptions options, VertxBuilder builder) {
    sdk.ifPresent(it -> builder.withTracer(new OpenTelemetryTracingFactory(it)));
  }

  /** Flushes pending spans. */
  @Override
  public void close() {
    sdk.ifPresent(it -> it.getSdkTracerProvider().shutdown().join(FLUSH_SECONDS, SECONDS));
  }

  private static OpenTelemetrySdk sdk(TracingConfig config, Resource defaults) {
    return AutoConfiguredOpenTelemetrySdk.builder()
        .disableShutdownHook()
        .addPropertiesSupplier(config::properties)
        // The operator's variables override these defaults.
        .addResourceCustomizer((detected, properties) -> defaults.merge(named(detected)))
        .addSpanExporterCustomizer((exporter, properties) -> new SpanAttributeFilter(exporter))
        .build()
        .getOpenTelemetrySdk();
  }

  private static Resource resource(String service, String node, String version) {
    return Resource.create(
        Attributes.builder()
            .put("service.namespace", "streamviewer")
            .put("service.name", service)
            .put("service.instance.id", node)
            .put("service.version", version)
            .build());
  }

  /** Removes the SDK's placeholder name of an unnamed service. */
  private static Resource named(Resource resource) {
    var name = AttributeKey.stringKey("service.name");
    var current = resource.getAttribute(name);
    return current == null || !current.startsWith("unknown_service")
        ? resource
        : Resource.create(resource.getAttributes().toBuilder().remove(name).build());
  }
}
