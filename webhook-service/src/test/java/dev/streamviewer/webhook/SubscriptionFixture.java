package dev.streamviewer.webhook;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.streamviewer.platform.async.GuardedRound;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.sandbox.twitch.delivery.ChallengeTiming;
import dev.streamviewer.webhook.config.WebhookConfig;
import dev.streamviewer.webhook.eventsub.TypeVersions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Processes that manage subscriptions at a sandbox, all on one context and by one clock. */
public final class SubscriptionFixture {
  /** The path of the callback of this deployment. */
  public static final String CALLBACK = "/api/callback";

  public final TestTwitch twitch;
  public final TestCallback callback;

  private final Vertx vertx;
  private final Clock clock;
  private final Context context;

  public SubscriptionFixture(Vertx vertx, Clock clock) {
    this.vertx = vertx;
    this.clock = clock;
    context = vertx.getOrCreateContext();
    twitch = TestTwitch.start(vertx, clock);
    callback = new TestCallback(vertx, context);
    twitch.subscriptions.challenge(ChallengeTiming.FIRST);
  }

  /** Creates a process with a callback and one secret. */
  public TestProcess process() {
    return process(config(CALLBACK, Optional.empty(), 0, TestProcess.SECRET), () -> {});
  }

  /**
   * Creates a process.
   *
   * @param notice runs when events may arrive twice for a while
   */
  public TestProcess process(WebhookConfig config, Runnable notice) {
    var process = new TestProcess(vertx, twitch, config, notice, clock);
    callback.confirmTo(process.subscriptions()::confirmed);
    return process;
  }

  /**
   * Returns the configuration of a process.
   *
   * @param path the path of the callback
   * @param former the path of the previous callback
   * @param shards the size of the conduit; 0 for webhooks
   * @param secrets the current secret, then the previous ones
   */
  public WebhookConfig config(String path, Optional<String> former, int shards, Secret... secrets) {
    return config(path, former, shards, TypeVersions.RELEASED, secrets);
  }

  /** Returns the configuration of a process with other versions of subscription types. */
  public WebhookConfig config(TypeVersions versions) {
    return config(CALLBACK, Optional.empty(), 0, versions, TestProcess.SECRET);
  }

  private WebhookConfig config(
      String path, Optional<String> former, int shards, TypeVersions versions, Secret... secrets) {
    return new WebhookConfig(
        twitch.helix(),
        twitch.webSocket(),
        URI.create(callback.url(path)),
        former.map(callback::url).map(URI::create),
        shards,
        List.of(secrets),
        true,
        versions);
  }

  /** Runs a round of the reconciler. */
  public void round(TestProcess process) throws Exception {
    on(() -> process.reconciler().reconcile(new GuardedRound()));
  }

  /** Runs on the one context that owns the state of the processes. */
  public <T> T on(Callable<Future<T>> work) throws Exception {
    return Future.<T>future(
            promise ->
                context.runOnContext(
                    now -> {
                      try {
                        work.call().onComplete(promise);
                      } catch (Exception e) {
                        promise.fail(e);
                      }
                    }))
        .await(60, SECONDS);
  }
}
