package dev.streamviewer.webhook.transport;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.retry.RetryGate;
import dev.streamviewer.webhook.transport.ConduitRegistry.Ours;
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
 * Sees to it that there is one conduit of ours, as large as it should be, and that each of its
 * shards posts to our callback, signed with our secret. Shards that work get another address or
 * secret one at a time, since Twitch sends nothing over a shard before it has answered, and the
 * others stand in meanwhile.
 */
public final class ConduitMaintainer {
  private static final Logger log = LoggerFactory.getLogger(ConduitMaintainer.class);

  private static final String LOCK = "conduit";
  private static final long LOCK_MILLIS = 5_000;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final long LOOK_MILLIS = 300;
  private static final int MOST_LOOKS = 10;

  private final Vertx vertx;
  private final HelixConduits twitch;
  private final ConduitRegistry conduits;
  private final CallbackUrls callbacks;
  private final int shardCount;
  private final RetryGate backoff;

  /** Why none could be made. */
  private Throwable refusal;

  /**
   * @param shardCount how many shards there should be; with one alone no other could stand in
   */
  public ConduitMaintainer(
      Vertx vertx,
      HelixConduits twitch,
      ConduitRegistry conduits,
      CallbackUrls callbacks,
      int shardCount,
      Clock clock) {
    this.vertx = vertx;
    this.twitch = twitch;
    this.conduits = conduits;
    this.callbacks = callbacks;
    this.shardCount = shardCount;
    this.backoff = new RetryGate(FIRST_PAUSE, LONGEST_PAUSE, clock);
  }

  /** Makes the conduit, or finds it and mends what is not as it should be. */
  Future<Void> keep() {
    return conduits
        .look()
        .compose(looked -> conduits.chosen().isPresent() ? Future.succeededFuture() : make())
        .compose(there -> resize())
        .compose(sized -> bringBack())
        .compose(back -> isWorking() ? renew(former()) : Future.succeededFuture());
  }

  /** Whether all shards work, and as they should. */
  boolean isHealthy() {
    return isWorking() && former().isEmpty();
  }

  /** Another process may make it at the same moment, and there must not be two. */
  private Future<Void> make() {
    return backoff.allows(LOCK)
        ? makeAlone().onFailure(this::giveUp)
        : Future.failedFuture(refusal);
  }

  private void giveUp(Throwable failure) {
    refusal = failure;
    backoff.failed(LOCK);
  }

  private Future<Void> makeAlone() {
    return vertx
        .sharedData()
        .getLockWithTimeout(LOCK, LOCK_MILLIS)
        .compose(
            lock ->
                conduits
                    .look()
                    .compose(
                        looked ->
                            conduits.chosen().isPresent()
                                ? Future.<Void>succeededFuture()
                                : twitch.create(shardCount).compose(this::take))
                    .onComplete(done -> lock.release()));
  }

  private Future<Void> take(HelixConduits.Conduit made) {
    log.info("Made the conduit {} with {} shards", made.id(), made.shardCount());
    conduits.add(made);
    return assign(numbers());
  }

  /** Fewer shards: Twitch drops those at the top. More: they have no transport yet. */
  private Future<Void> resize() {
    return chosen().conduit().shardCount() == shardCount
        ? Future.succeededFuture()
        : twitch.resize(chosen().id(), shardCount).compose(resized -> conduits.look());
  }

  /** All that do not work at once, since there is nothing to lose. */
  private Future<Void> bringBack() {
    var due = broken().stream().filter(id -> backoff.allows(key(id))).toList();
    if (due.isEmpty()) {
      return Future.succeededFuture();
    }
    due.forEach(id -> backoff.failed(key(id)));
    log.warn("Bringing back shards {} of the conduit {}", due, chosen().id());
    return assign(due);
  }

  private Future<Void> renew(List<String> former) {
    return Sequentially.whileTrue(former.iterator(), this::renew).mapEmpty();
  }

  /** Whether the next may follow. */
  private Future<Boolean> renew(String shard) {
    log.info("Shard {} gets the address and secret of now", shard);
    return assign(List.of(shard)).map(done -> isWorking());
  }

  private Future<Void> assign(List<String> shards) {
    return twitch
        .assign(chosen().id(), shards, callbacks.webhook())
        .compose(assigned -> awaitEnabled(shards));
  }

  /** Twitch asks our callback first. What takes longer is seen to in the next round. */
  private Future<Void> awaitEnabled(List<String> shards) {
    var looks = IntStream.range(0, MOST_LOOKS).iterator();
    return Sequentially.whileTrue(looks, look -> areAwaited(shards)).mapEmpty();
  }

  private Future<Boolean> areAwaited(List<String> shards) {
    return vertx
        .timer(LOOK_MILLIS, MILLISECONDS)
        .compose(passed -> conduits.lookAtShards())
        .map(looked -> conduits.chosen().isPresent() && !areCurrent(shards));
  }

  private boolean areCurrent(List<String> shards) {
    return chosen().shards().stream()
        .filter(it -> shards.contains(it.id()))
        .allMatch(it -> it.isEnabled() && callbacks.of(it.callback()) == Ownership.CURRENT);
  }

  private boolean isWorking() {
    return conduits.chosen().isPresent() && broken().isEmpty();
  }

  private List<String> broken() {
    var enabled = chosen().shards().stream().filter(Shard::isEnabled).map(Shard::id).toList();
    return numbers().stream().filter(id -> !enabled.contains(id)).toList();
  }

  private List<String> former() {
    return chosen().shards().stream()
        .filter(it -> callbacks.of(it.callback()) != Ownership.CURRENT)
        .map(Shard::id)
        .toList();
  }

  private List<String> numbers() {
    return IntStream.range(0, shardCount).mapToObj(String::valueOf).toList();
  }

  private Ours chosen() {
    return conduits.chosen().orElseThrow();
  }

  private static String key(String shard) {
    return "shard/" + shard;
  }
}
