package dev.streamviewer.webhook.samples;

import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.cluster.LeaderLease;
import dev.streamviewer.webhook.samples.ViewerSampler.Sources;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Clock;

/** The samples of viewers in this process, and what collects them. */
public final class SampleModule {
  private final ViewerHistory history;
  private final ViewerSampler sampler;

  public SampleModule(
      Vertx vertx,
      AsyncMap<String, String> map,
      LeaderLease lease,
      RoundGuard guard,
      Sources sources,
      MeterRegistry meters,
      Clock clock) {
    history = new ViewerHistory(clock);
    sampler =
        new ViewerSampler(vertx, lease, guard, sources, new ViewerSampleStore(map), history, clock);
    Gauge.builder("sev_webhook_sampled_streamers", history, ViewerHistory::size)
        .description("Streamers whose numbers of viewers are kept")
        .register(meters);
    Gauge.builder("sev_webhook_live_streamers", sampler, ViewerSampler::live)
        .description("Watched streamers that were live in the last sampled minute")
        .register(meters);
  }

  public ViewerHistory history() {
    return history;
  }

  public void start() {
    sampler.start();
  }

  public Future<Void> stop() {
    return sampler.stop();
  }
}
