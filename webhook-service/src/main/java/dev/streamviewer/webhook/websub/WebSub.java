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

/** The way in: a subscriber at a hub, or, without one, somebody who never asked for anything. */
public final class WebSub {
  private static final Logger log = LoggerFactory.getLogger(WebSub.class);

  /** More than a hub and the cluster may take for all that one round asks. */
  public static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** The answer to requests of hubs where none is configured. */
  public static final WebhookVerdict NO_HUB =
      WebhookVerdict.refused(
          404, "No WebSub hub is configured here, so that nothing was asked for at one.");

  private final Vertx vertx;
  private final Supplier<Future<Boolean>> turn;
  private final RoundGuard guard;
  private final Optional<HubClient> hub;
  private final Optional<WebSubScheduler> rounds;
  private final Optional<IntentVerifier> verifier;
  private long timer = -1;
  private boolean stopped;

  /**
   * @param config the hub; empty to do without
   * @param map what was asked for, in the memory of the cluster
   * @param turn whether this process is the one that asks
   * @param guard ends a round that hangs
   * @param wanted the ids of the streamers whose topics are wanted
   * @param knowsAll whether all who are wanted are known, so that others may end
   */
  public WebSub(
      Vertx vertx,
      Optional<WebSubConfig> config,
      AsyncMap<String, String> map,
      Supplier<Future<Boolean>> turn,
      RoundGuard guard,
      Supplier<Set<String>> wanted,
      BooleanSupplier knowsAll,
      Clock clock) {
    this.vertx = vertx;
    this.turn = turn;
    this.guard = guard;
    var topics = new WebSubSubscriptions(map);
    this.hub = config.map(it -> new HubClient(vertx, it));
    this.rounds =
        config.map(
            it ->
                new WebSubScheduler(
                    topics, hub.get(), it::topic, it.credentials(), wanted, knowsAll, clock));
    this.verifier = config.map(it -> new IntentVerifier(topics, it.credentials(), clock));
  }

  /** Begins to ask for what is wanted. */
  public void start() {
    if (!stopped && rounds.isPresent()) {
      timer = vertx.setTimer(PAUSE.toMillis(), now -> round(rounds.get()));
    }
  }

  /** Answers a hub; without one nothing is confirmed or noted. */
  public Future<WebhookVerdict> verify(VerifyIntent question) {
    return verifier.map(it -> it.verify(question)).orElseGet(() -> Future.succeededFuture(NO_HUB));
  }

  /** Asks for nothing more; what it has goes on in another process. */
  public Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    hub.ifPresent(HubClient::close);
    return Future.succeededFuture();
  }

  private void round(WebSubScheduler rounds) {
    guard
        .run(
            watched -> turn.get().compose(ours -> ours ? rounds.round() : Future.succeededFuture()))
        .onFailure(failure -> log.warn("The hub waits: {}", failure.getMessage()))
        .onComplete(done -> start());
  }
}
