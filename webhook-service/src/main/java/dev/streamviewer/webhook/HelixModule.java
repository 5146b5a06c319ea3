package dev.streamviewer.webhook;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.contract.auth.AppTokenRequest;
import dev.streamviewer.webhook.helix.HelixCallPurpose;
import dev.streamviewer.webhook.helix.HelixClient;
import dev.streamviewer.webhook.helix.RateLimitBucket;
import dev.streamviewer.webhook.helix.TwitchHealth;
import dev.streamviewer.webhook.streamer.HelixStreamLists;
import dev.streamviewer.webhook.streamer.HelixStreamers;
import dev.streamviewer.webhook.streamer.StreamLists;
import dev.streamviewer.webhook.streamer.StreamerDirectory;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import java.util.function.Function;

/** The calls of Twitch's API: client, rate limit, health, and the names of streamers. */
final class HelixModule {
  private static final String HEALTH_CHECK = "twitch";

  private final WebhookResources resources;
  private final HelixClient client;
  private final StreamerDirectory directory;
  private final StreamLists lists;

  HelixModule(WebhookResources resources) {
    this.resources = resources;
    var vertx = resources.vertx();
    var clock = resources.clock();
    var health = new TwitchHealth();
    Function<Secret, Future<AppToken>> appToken =
        rejected -> Contracts.APP_TOKEN.ask(resources.bus(), new AppTokenRequest(rejected));
    resources.context().readiness().register(HEALTH_CHECK, it -> it.complete(health.check()));
    health.start(vertx, appToken);
    var rateLimit = new RateLimitBucket(resources.meters(), resources.context().cluster(), clock);
    client = new HelixClient(vertx, resources.config().helix(), appToken, rateLimit, health, clock);
    Gauge.builder("sev_helix_calls_waiting", client, HelixClient::waiting)
        .description("Calls to Twitch's API that wait for the rate limit")
        .register(resources.meters());
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
  }

  HelixClient client() {
    return client;
  }

  StreamerDirectory directory() {
    return directory;
  }

  StreamLists lists() {
    return lists;
  }

  /** Ends the part in the readiness of the process. */
  void unregister() {
    resources.context().readiness().unregister(HEALTH_CHECK);
  }

  void close() {
    client.close();
  }
}
