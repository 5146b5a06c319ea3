package dev.streamviewer.webhook;

import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.cluster.LeaderLease;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.webhook.config.WebhookConfig;
import dev.streamviewer.webhook.delivery.OriginalBodies;
import dev.streamviewer.webhook.fact.ChannelMemory;
import dev.streamviewer.webhook.websub.WebSubConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The resources that all modules of the webhook service share.
 *
 * @param hub the WebSub hub; empty if none is configured
 */
record WebhookResources(
    Vertx vertx,
    WebhookConfig config,
    Optional<WebSubConfig> hub,
    ServiceContext context,
    ClusterMaps maps) {
  EventBus bus() {
    return vertx.eventBus();
  }

  Clock clock() {
    return context.clock();
  }

  MeterRegistry meters() {
    return context.meters();
  }

  /** Creates the memory of channels' states, shared by all processes of a cluster. */
  ChannelMemory channelMemory() {
    return new ChannelMemory(
        vertx.isClustered() ? Optional.of(maps.marks()) : Optional.empty(), clock());
  }

  /** Creates the store of events as Twitch sent them, which all processes of a cluster read. */
  OriginalBodies originalBodies() {
    return new OriginalBodies(maps.bodies(), vertx.isClustered());
  }

  /** Creates this process's lease of a job. */
  LeaderLease lease(String job) {
    return new LeaderLease(maps.leases(), job, clock());
  }

  /** Guards the rounds of a job: a process whose round hangs leaves the job to another. */
  RoundGuard guard(String work, Duration stallTimeout, LeaderLease lease) {
    return new RoundGuard(vertx, work, stallTimeout, meters(), lease::stepDown);
  }
}
