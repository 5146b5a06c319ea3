package dev.streamviewer.webhook;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.streamer.StreamerWatched;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import dev.streamviewer.webhook.subscription.SubscriptionModule;
import dev.streamviewer.webhook.watch.ViewerLimit;
import dev.streamviewer.webhook.watch.ViewerQuota;
import dev.streamviewer.webhook.watch.WatchService;

/** The watches of viewers, and their limits. */
final class WatchModule {
  private final WatchedStreamers watchedStreamers;
  private final ViewerLimit viewerLimit;
  private final WatchService service;

  /**
   * @param onUnresolved runs after a watch of a login that Twitch could not resolve
   */
  WatchModule(
      WebhookResources resources,
      HelixModule helix,
      SubscriptionModule subscriptions,
      WatchedStreamers watchedStreamers,
      Runnable onUnresolved) {
    this.watchedStreamers = watchedStreamers;
    viewerLimit = new ViewerLimit(resources.clock());
    service =
        new WatchService(
            helix.directory(),
            subscriptions.provisioner(),
            viewerLimit,
            new ViewerQuota(resources.clock()),
            watched -> Contracts.STREAMER_WATCHED.publish(resources.bus(), watched),
            onUnresolved,
            Timers.of(resources.vertx()),
            resources.clock());
  }

  WatchService service() {
    return service;
  }

  /** Records a watch at any process. */
  void watched(StreamerWatched watch) {
    watchedStreamers.watched(watch.id(), watch.login());
    viewerLimit.watched(watch.viewerId(), watch.login());
  }
}
