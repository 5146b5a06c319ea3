package dev.streamviewer.webhook;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.webhook.moderation.ModeratorRoles;
import dev.streamviewer.webhook.samples.SampleModule;
import dev.streamviewer.webhook.samples.ViewerSampler;
import dev.streamviewer.webhook.samples.ViewerSampler.Sources;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import dev.streamviewer.webhook.subscription.SubscriptionModule;
import dev.streamviewer.webhook.watch.ModeratedWatch;
import dev.streamviewer.webhook.watch.StreamDetails;
import dev.streamviewer.webhook.watch.ViewerQuota;
import dev.streamviewer.webhook.watch.WatchRegistry;
import dev.streamviewer.webhook.watch.WatchService;
import io.vertx.core.Future;

/** The watches of viewers, their limits, and the details of watched streams. */
final class WatchModule {
  private final WatchRegistry registry;
  private final WatchService service;
  private final SampleModule samples;
  private final StreamDetails details;

  /**
   * @param onUnresolved runs after a watch of a login that Twitch could not resolve
   */
  WatchModule(
      WebhookResources resources,
      HelixModule helix,
      SubscriptionModule subscriptions,
      WatchedStreamers watchedStreamers,
      ModeratorRoles moderators,
      Runnable onUnresolved) {
    registry =
        new WatchRegistry(
            watchedStreamers,
            watched -> Contracts.STREAMER_WATCHED.publish(resources.bus(), watched),
            resources.clock());
    var quota = new ViewerQuota(resources.clock());
    service =
        new WatchService(
            helix.directory(),
            helix.lists(),
            subscriptions.provisioner(),
            new ModeratedWatch(moderators, subscriptions.provisioner()),
            registry,
            quota,
            onUnresolved,
            Timers.of(resources.vertx()),
            resources.clock());
    samples = samples(resources, helix, watchedStreamers);
    details = StreamDetails.of(service, helix.lists(), samples.history(), quota);
  }

  private static SampleModule samples(
      WebhookResources resources, HelixModule helix, WatchedStreamers watchedStreamers) {
    var lease = resources.lease("viewer-samples");
    return new SampleModule(
        resources.vertx(),
        resources.maps().viewerSamples(),
        lease,
        resources.guard("viewer_samples", ViewerSampler.STALL_TIMEOUT, lease),
        new Sources(watchedStreamers::wanted, helix.lists()::live),
        resources.meters(),
        resources.clock());
  }

  WatchService service() {
    return service;
  }

  StreamDetails details() {
    return details;
  }

  /** Starts to sample the viewers of watched streams. */
  void start() {
    samples.start();
  }

  /** Leaves the samples to another process. */
  Future<Void> stop() {
    return samples.stop();
  }

  WatchRegistry registry() {
    return registry;
  }
}
