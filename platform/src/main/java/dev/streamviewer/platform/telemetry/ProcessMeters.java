package dev.streamviewer.platform.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The metrics of a process: the JVM, Vert.x's HTTP servers and clients, and the services' meters.
 * Create one instance per Vert.x.
 */
public final class ProcessMeters implements VertxInstrumentation, AutoCloseable {
  /**
   * The metrics name of a server without meters. Probes and scrapes are so frequent that failures
   * of other requests would vanish among them.
   */
  public static final String UNMEASURED = "unmeasured";

  /** Vert.x's HTTP timers, made histograms like all other timers. */
  private static final List<String> HTTP_TIMES =
      List.of("vertx.http.server.response.time", "vertx.http.client.response.time");

  private static final Set<HttpMethod> KNOWN_METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  private final MeterClock clock = new MeterClock();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final JvmHeapPressureMetrics pressure = new JvmHeapPressureMetrics();

  /**
   * @param build shown as the metric {@code sev_build_info}
   * @param service the name of the service that this process runs
   */
  public ProcessMeters(BuildInfo build, String service) {
    registry
        .config()
        .meterFilter(new HttpHistograms())
        .meterFilter(
            MeterFilter.deny(id -> UNMEASURED.equals(id.getTag(Label.SERVER_NAME.toString()))));
    List.<MeterBinder>of(
            new ClassLoaderMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics(),
            collections,
            pressure)
        .forEach(binder -> binder.bindTo(registry));
    // Micrometer would take the ending off the name of a gauge.
    Info.builder()
        .name("sev_build_info")
        .help("Always 1; the labels are the service of this process, its version and its commit")
        .labelNames("service", "version", "commit")
        .register(registry.getPrometheusRegistry())
        .setLabelValues(service, build.version(), build.commit());
  }

  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /**
   * Installs metrics without those of the bus, measured by {@link BusLatency}, and of sockets,
   * which tell less than HTTP.
   */
  @Override
  public void install(VertxOptions options, VertxBuilder builder) {
    var metrics =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            // Registry names are shared within a JVM, and each Vert.x needs separate meters.
            .setRegistryName(UUID.randomUUID().toString())
            // Each label has few values, since each value costs memory until the process ends.
            // Clients can send any token as the HTTP method.
            .setLabels(
                EnumSet.of(
                    Label.HTTP_ROUTE,
                    Label.HTTP_CODE,
                    Label.SERVER_NAME,
                    Label.POOL_TYPE,
                    Label.POOL_NAME))
            .setServerRequestTagsProvider(ProcessMeters::method)
            .setClientRequestTagsProvider(ProcessMeters::method);
    List.of(
            MetricsDomain.EVENT_BUS,
            MetricsDomain.NET_CLIENT,
            MetricsDomain.NET_SERVER,
            MetricsDomain.DATAGRAM_SOCKET)
        .forEach(metrics::addDisabledMetricsCategory);
    options.setMetricsOptions(metrics);
    builder.withMetrics(new MicrometerMetricsFactory(registry));
  }

  /** Starts the clock, by which the greatest values of the last minutes expire. */
  public void start(Vertx vertx) {
    clock.start(vertx);
  }

  private static Iterable<Tag> method(HttpRequest request) {
    var known = KNOWN_METHODS.contains(request.method());
    return Tags.of("method", known ? request.method().name() : "other");
  }

  @Override
  public void close() {
    collections.close();
    pressure.close();
    registry.close();
  }

  private static final class HttpHistograms implements MeterFilter {
    private static final double[] BOUNDS =
        Arrays.stream(HistogramBuckets.latency()).mapToDouble(Duration::toNanos).toArray();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
      return HTTP_TIMES.contains(id.getName())
          ? DistributionStatisticConfig.builder()
              .serviceLevelObjectives(BOUNDS)
              .build()
              .merge(config)
          : config;
    }
  }
}
