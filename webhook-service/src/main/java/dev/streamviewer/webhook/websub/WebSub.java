package dev.streamviewer.webhook.websub;

import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.contract.webhook.VerifyIntent;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Entry point. A no-op that rejects every verification when no hub is configured. */
public final class WebSub {
  private static final Logger log = LoggerFactory.getLogger(WebSub.class);

  /** Longer than a hub and the cluster need for all requests of one round. */
  public static final Duration STALL_TIMEOUT = Duration.ofMinutes(1);

  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /** The answer to hub requests when no hub is configured. */
  public static final WebhookVerdict NO_HUB =
      WebhookVerdict.refused(
          404, "No WebSub hub is configured here, so no subscription was requested.");

  private final Vertx vertx;
  private final Supplier<Future<Boolean>> isLeader;
  private final RoundGuard guard;
  private final Optional<HubClient> hubClient;
  private final Optional<WebSubScheduler> scheduler;
  private final Optional<IntentVerifier> verifier;
  private long timer = -1;
  private boolean stopped;

  /**
   * @param config the hub; empty if none is configured
   * @param map the subscriptions in the memory of the cluster
   * @param isLeader whether this process sends the requests
   * @param guard ends a round that hangs
   * @param wanted the ids of the streamers whose topics are wanted
   * @param knowsAll whether all watched streamers are known, so that other topics may end
   */
  public WebSub(
      Vertx vertx,
      Optional<WebSubConfig> config,
      AsyncMap<String, String> map,
      Supplier<Future<Boolean>> isLeader,
      RoundGuard guard,
      Supplier<Set<String>> wanted,
      BooleanSupplier knowsAll,
      Clock clock) {
    this.vertx = vertx;
    this.isLeader = isLeader;
    this.guard = guard;
    var subscriptions = new WebSubSubscriptions(map);
    this.hubClient = config.map(it -> new HubClient(vertx, it));
    this.scheduler =
        config.map(
            it ->
                new WebSubScheduler(
                    subscriptions,
                    hubClient.get(),
                    it::topic,
                    it.credentials(),
                    wanted,
                    knowsAll,
                    clock));
    this.verifier = config.map(it -> new IntentVerifier(subscriptions, it.credentials(), clock));
  }

  /** Starts the rounds of requests. */
  public void start() {
    if (!stopped && scheduler.isPresent()) {
      timer = vertx.setTimer(INTERVAL.toMillis(), now -> round(scheduler.get()));
    }
  }

  /** Answers a hub; confirms and records nothing when no hub is configured. */
  public Future<WebhookVerdict> verify(VerifyIntent question) {
    return verifier.map(it -> it.verify(question)).orElseGet(() -> Future.succeededFuture(NO_HUB));
  }

  /** Stops the requests; another process continues with the existing subscriptions. */
  public Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    hubClient.ifPresent(HubClient::close);
    return Future.succeededFuture();
  }

  private void round(WebSubScheduler scheduler) {
    guard
        .run(
            watched ->
                isLeader.get().compose(ours -> ours ? scheduler.round() : Future.succeededFuture()))
        .onFailure(
            failure -> log.warn("A round of WebSub requests failed: {}", failure.getMessage()))
        .onComplete(done -> start());
  }
}
