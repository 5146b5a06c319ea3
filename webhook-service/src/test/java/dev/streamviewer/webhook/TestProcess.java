package dev.streamviewer.webhook;

import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.contract.AppToken;
import dev.streamviewer.platform.contract.Secret;
import dev.streamviewer.platform.launch.Host;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.HealthChecks;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What one process has to look after subscriptions with; each has a memory of its own. */
final class TestProcess {
  static final Secret SECRET = new Secret("a-webhook-secret");

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Interest interest;
  private final SubscriptionCare care;

  /** What is told when a call of Twitch has ended. */
  volatile Runnable progress = () -> {};

  TestProcess(Vertx vertx, FakeHelix helix, WebhookConfig config, Runnable notice, Clock clock) {
    interest = Interest.byListeners(clock);
    var token = new AppToken("client", new Secret("token"), clock.instant().plusSeconds(86_400));
    var points = new HelixPoints(meters, Cluster.NONE, clock);
    var client =
        new HelixClient(
            vertx,
            helix.address(),
            refused -> Future.succeededFuture(token),
            points,
            new TwitchHealth(),
            clock);
    care =
        new SubscriptionCare(
            vertx,
            config,
            new Host(meters, HealthChecks.create(vertx), clock, "test", () -> 1),
            client,
            new StreamerDirectory(
                new TwitchChannels(
                    client.spending(HelixUse.NAMES),
                    client.spending(HelixUse.SEARCHES),
                    Waiting.of(vertx)),
                clock),
            interest,
            new SubscriptionMemory(
                ended -> {
                  if (ended.givenUp()) {
                    interest.givenUp(ended.streamerId());
                  }
                },
                clock),
            points,
            notice,
            () -> {},
            () -> progress.run());
  }

  /** Webhooks to an address, signed with the first of the secrets. */
  static WebhookConfig webhooks(
      FakeHelix helix, String callback, Optional<String> former, List<Secret> secrets) {
    return new WebhookConfig(
        helix.address(),
        helix.address(),
        URI.create(callback),
        former.map(URI::create),
        0,
        secrets,
        true);
  }

  Subscriptions subscriptions() {
    return care.subscriptions();
  }

  Reconciler reconciler() {
    return care.reconciler();
  }
}
