package dev.streamviewer.webhook.transport;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.async.SafeStart;
import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.retry.Backoff;
import dev.streamviewer.platform.retry.RetryGate;
import dev.streamviewer.webhook.transport.ConduitRegistry.OwnConduit;
import dev.streamviewer.webhook.transport.HelixConduits.Shard;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maintains the conduit of this deployment: its existence, its size, and shards that post to our
 * callback with the current secret. Working shards change their address or secret one at a time:
 * Twitch sends nothing over a shard until its challenge is answered, and the other shards take over
 * meanwhile.
 */
public final class ConduitMaintainer {
  private static final Logger log = LoggerFactory.getLogger(ConduitMaintainer.class);

  private static final String LOCK = "conduit";
  private static final long LOCK_MILLIS = 5_000;
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5));
  private static final long POLL_MILLIS = 300;
  private static final int MAX_POLLS = 10;

  private final Vertx vertx;
  private final HelixConduits helixConduits;
  private final ConduitRegistry conduits;
  private final CallbackUrls callbacks;
  private final int shardCount;
  private final RetryGate backoff;

  /** The cause of the last failed creation. */
  private Throwable lastFailure;

  /**
   * @param shardCount the wanted number of shards; a single shard could not be replaced without a
   *     gap
   */
  public ConduitMaintainer(
      Vertx vertx,
      HelixConduits helixConduits,
      ConduitRegistry conduits,
      CallbackUrls callbacks,
      int shardCount,
      Clock clock) {
    this.vertx = vertx;
    this.helixConduits = helixConduits;
    this.conduits = conduits;
    this.callbacks = callbacks;
    this.shardCount = shardCount;
    this.backoff = new RetryGate(BACKOFF, clock);
  }

  /** Creates the conduit, or finds it and repairs its size and shards. */
  Future<Void> maintain() {
    return conduits
        .refresh()
        .compose(
            refreshed ->
                conduits.chosen().isPresent() ? Future.succeededFuture() : createIfAllowed())
        .compose(there -> resize())
        .compose(sized -> repairBroken())
        .compose(back -> isWorking() ? renew(outdated()) : Future.succeededFuture());
  }

  /** Whether all shards work with the current address and secret. */
  boolean isHealthy() {
    return isWorking() && outdated().isEmpty();
  }

  /** Creates the conduit under a lock, since two processes must not create two. */
  private Future<Void> createIfAllowed() {
    return backoff.allows(LOCK)
        ? createLocked().onFailure(this::recordFailure)
        : Future.failedFuture(lastFailure);
  }

  private void recordFailure(Throwable failure) {
    lastFailure = failure;
    backoff.failed(LOCK);
  }

  private Future<Void> createLocked() {
    return vertx
        .sharedData()
        .getLockWithTimeout(LOCK, LOCK_MILLIS)
        .compose(
            lock -> SafeStart.of(this::createUnlessPresent).onComplete(done -> lock.release()));
  }

  private Future<Void> createUnlessPresent() {
    return conduits
        .refresh()
        .compose(
            refreshed ->
                conduits.chosen().isPresent()
                    ? Future.<Void>succeededFuture()
                    : helixConduits.create(shardCount).compose(this::assignNew));
  }

  private Future<Void> assignNew(HelixConduits.Conduit made) {
    log.info("Created conduit {} with {} shards", made.id(), made.shardCount());
    conduits.add(made);
    return assign(shardIds());
  }

  /** Adjusts the size. Twitch drops the last shards; additional shards have no transport yet. */
  private Future<Void> resize() {
    return chosen().conduit().shardCount() == shardCount
        ? Future.succeededFuture()
        : helixConduits.resize(chosen().id(), shardCount).compose(resized -> conduits.refresh());
  }

  /** Assigns all broken shards at once, since they deliver nothing. */
  private Future<Void> repairBroken() {
    var due = broken().stream().filter(id -> backoff.allows(key(id))).toList();
    if (due.isEmpty()) {
      return Future.succeededFuture();
    }
    due.forEach(id -> backoff.failed(key(id)));
    log.warn("Reassigning the broken shards {} of conduit {}", due, chosen().id());
    return assign(due);
  }

  private Future<Void> renew(List<String> outdated) {
    return Sequentially.whileTrue(outdated.iterator(), this::renew).mapEmpty();
  }

  /** Updates one shard; the result says whether the next may follow. */
  private Future<Boolean> renew(String shard) {
    log.info("Assigning the current address and secret to shard {}", shard);
    return assign(List.of(shard)).map(done -> isWorking());
  }

  private Future<Void> assign(List<String> shards) {
    return helixConduits
        .assign(chosen().id(), shards, callbacks.webhook())
        .compose(assigned -> awaitEnabled(shards));
  }

  /** Waits for the challenge. The next round handles shards that take longer. */
  private Future<Void> awaitEnabled(List<String> shards) {
    var polls = IntStream.range(0, MAX_POLLS).iterator();
    return Sequentially.whileTrue(polls, poll -> pollShards(shards)).mapEmpty();
  }

  private Future<Boolean> pollShards(List<String> shards) {
    return vertx
        .timer(POLL_MILLIS, MILLISECONDS)
        .compose(passed -> conduits.refreshShards())
        .map(refreshed -> conduits.chosen().isPresent() && !areCurrent(shards));
  }

  private boolean areCurrent(List<String> shards) {
    return chosen().shards().stream()
        .filter(it -> shards.contains(it.id()))
        .allMatch(
            it ->
                it.isEnabled()
                    && callbacks.ownershipOf(it.callback()) == SubscriptionOwnership.CURRENT);
  }

  private boolean isWorking() {
    return conduits.chosen().isPresent() && broken().isEmpty();
  }

  private List<String> broken() {
    var enabled = chosen().shards().stream().filter(Shard::isEnabled).map(Shard::id).toList();
    return shardIds().stream().filter(id -> !enabled.contains(id)).toList();
  }

  private List<String> outdated() {
    return chosen().shards().stream()
        .filter(it -> callbacks.ownershipOf(it.callback()) != SubscriptionOwnership.CURRENT)
        .map(Shard::id)
        .toList();
  }

  private List<String> shardIds() {
    return IntStream.range(0, shardCount).mapToObj(String::valueOf).toList();
  }

  private OwnConduit chosen() {
    return conduits.chosen().orElseThrow();
  }

  private static String key(String shard) {
    return "shard/" + shard;
  }
}
