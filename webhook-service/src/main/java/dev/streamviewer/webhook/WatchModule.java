package dev.streamviewer.webhook;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.webhook.moderation.ModeratorRoles;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import dev.streamviewer.webhook.subscription.SubscriptionModule;
import dev.streamviewer.webhook.watch.ModeratedWatch;
import dev.streamviewer.webhook.watch.ViewerQuota;
import dev.streamviewer.webhook.watch.WatchRegistry;
import dev.streamviewer.webhook.watch.WatchService;

/** The watches of viewers, and their limits. */
final class WatchModule {
  private final WatchRegistry registry;
  private final WatchService service;

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
    service =
        new WatchService(
            helix.directory(),
            subscriptions.provisioner(),
            new ModeratedWatch(moderators, subscriptions.provisioner()),
            registry,
            new ViewerQuota(resources.clock()),
            onUnresolved,
            Timers.of(resources.vertx()),
            resources.clock());
  }

  WatchService service() {
    return service;
  }

  WatchRegistry registry() {
    return registry;
  }
}
