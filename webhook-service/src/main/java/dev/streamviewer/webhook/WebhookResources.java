package dev.streamviewer.webhook;

import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.cluster.LeaderLease;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.OriginalBody;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.webhook.config.WebhookConfig;
import dev.streamviewer.webhook.delivery.OriginalBodies;
import dev.streamviewer.webhook.fact.ChannelMemory;
import dev.streamviewer.webhook.fact.ChannelUpdateSender;
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

  /**
   * Creates the memory of channels' states, of which the processes of a cluster tell each other.
   */
  ChannelMemory channelMemory() {
    return new ChannelMemory(
        vertx.isClustered() ? channelUpdateSender()::send : update -> {}, clock());
  }

  private ChannelUpdateSender channelUpdateSender() {
    return new ChannelUpdateSender(
        Timers.of(vertx), updates -> Contracts.CHANNEL_UPDATES.publish(bus(), updates));
  }

  /** Creates the store of messages as they were received, which asks those of other processes. */
  OriginalBodies originalBodies() {
    return new OriginalBodies(
        question ->
            Contracts.ORIGINAL_BODY_ELSEWHERE
                .ask(bus(), context.cluster(), question, it -> it.body() != null)
                .map(found -> found.orElse(OriginalBody.NONE)));
  }

  /** Creates this process's lease of a job. */
  LeaderLease lease(String job) {
    return new LeaderLease(maps.leases(), job, Timers.of(vertx));
  }

  /** Guards the rounds of a job: a process whose round hangs leaves the job to another. */
  RoundGuard guard(String work, Duration stallTimeout, LeaderLease lease) {
    return new RoundGuard(vertx, work, stallTimeout, meters(), lease::stepDown);
  }
}
