package dev.streamviewer.platform.telemetry;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import java.util.Optional;

/**
 * Traces of requests, questions on the bus and calls to others, sent by OTLP. A trace crosses the
 * bus with the messages. Where it is off nothing of it is built in.
 */
public final class TracingSetup implements VertxInstrumentation, AutoCloseable {
  private static final long FLUSH_SECONDS = 3;

  private final Optional<OpenTelemetrySdk> sdk;

  private TracingSetup(Optional<OpenTelemetrySdk> sdk) {
    this.sdk = sdk;
  }

  /**
   * Prepares it.
   *
   * @param config empty for none
   * @param service what the process is called, unless OTEL_SERVICE_NAME says otherwise
   * @param node which of several it is
   */
  public static TracingSetup of(
      Optional<TracingConfig> config, String service, String node, String version) {
    return new TracingSetup(config.map(it -> sdk(it, resource(service, node, version))));
  }

  @Override
  public void install(VertxOptions options, VertxBuilder builder) {
    sdk.ifPresent(it -> builder.withTracer(new OpenTelemetryTracingFactory(it)));
  }

  /** Sends what is left. */
  @Override
  public void close() {
    sdk.ifPresent(it -> it.getSdkTracerProvider().shutdown().join(FLUSH_SECONDS, SECONDS));
  }

  private static OpenTelemetrySdk sdk(TracingConfig config, Resource ours) {
    return AutoConfiguredOpenTelemetrySdk.builder()
        .disableShutdownHook()
        .addPropertiesSupplier(config::properties)
        // What the variables say goes before what we say.
        .addResourceCustomizer((theirs, properties) -> ours.merge(named(theirs)))
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

  /** The SDK calls a service that nobody named unknown. */
  private static Resource named(Resource resource) {
    var name = AttributeKey.stringKey("service.name");
    var known = resource.getAttribute(name);
    return known == null || !known.startsWith("unknown_service")
        ? resource
        : Resource.create(resource.getAttributes().toBuilder().remove(name).build());
  }
}
