package dev.streamviewer.webhook;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.webhook.config.WebhookConfig;
import dev.streamviewer.webhook.helix.HelixCallPurpose;
import dev.streamviewer.webhook.helix.HelixClient;
import dev.streamviewer.webhook.helix.RateLimitBucket;
import dev.streamviewer.webhook.helix.TwitchHealth;
import dev.streamviewer.webhook.moderation.ModeratorWatches;
import dev.streamviewer.webhook.streamer.HelixStreamLists;
import dev.streamviewer.webhook.streamer.HelixStreamers;
import dev.streamviewer.webhook.streamer.StreamLists;
import dev.streamviewer.webhook.streamer.StreamerDirectory;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import dev.streamviewer.webhook.subscription.SubscriptionModule;
import dev.streamviewer.webhook.subscription.SubscriptionProvisioner;
import dev.streamviewer.webhook.subscription.SubscriptionReconciler;
import dev.streamviewer.webhook.subscription.SubscriptionReportCache;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.HealthChecks;
import java.time.Clock;

/** The classes of one process that manage subscriptions, with a state of its own. */
public final class TestProcess {
  public static final Secret SECRET = new Secret("a-webhook-secret");

  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  public final WatchedStreamers watchedStreamers;
  public final ModeratorWatches moderators;
  public final StreamerDirectory directory;
  public final StreamLists lists;
  private final SubscriptionModule module;

  /** Runs after each call to Twitch. */
  public volatile Runnable progress = () -> {};

  public TestProcess(
      Vertx vertx, TestTwitch twitch, WebhookConfig config, Runnable notice, Clock clock) {
    watchedStreamers = WatchedStreamers.byListeners(clock);
    moderators = new ModeratorWatches(clock);
    var rateLimit = new RateLimitBucket(meters, Cluster.NONE, clock);
    var client =
        new HelixClient(
            vertx,
            twitch.helix(),
            refused -> Future.succeededFuture(twitch.appToken()),
            rateLimit,
            new TwitchHealth(),
            clock);
    var streamers =
        new HelixStreamers(
            client.spending(HelixCallPurpose.NAMES),
            client.spending(HelixCallPurpose.SEARCHES),
            Timers.of(vertx));
    directory = new StreamerDirectory(streamers, clock);
    lists =
        new StreamLists(
            new HelixStreamLists(client.spending(HelixCallPurpose.LISTS), Timers.of(vertx)),
            streamers,
            directory,
            clock);
    module =
        new SubscriptionModule(
            new SubscriptionModule.Context(
                vertx,
                config,
                new ServiceContext(meters, HealthChecks.create(vertx), clock, "test", () -> 1),
                client,
                directory,
                watchedStreamers,
                moderators,
                new SubscriptionReportCache(
                    ended -> {
                      if (ended.givenUp()) {
                        watchedStreamers.givenUp(ended.streamerId());
                      }
                    },
                    clock)),
            new SubscriptionModule.Signals(notice, () -> {}, () -> progress.run()));
  }

  public SubscriptionProvisioner subscriptions() {
    return module.provisioner();
  }

  public SubscriptionReconciler reconciler() {
    return module.reconciler();
  }
}
