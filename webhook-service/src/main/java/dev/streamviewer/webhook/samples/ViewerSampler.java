package dev.streamviewer.webhook.samples;

import dev.streamviewer.platform.async.GuardedRound;
import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.cluster.LeaderLease;
import dev.streamviewer.platform.contract.streamer.StreamState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples the numbers of viewers of watched streams once a minute. A single process of the cluster
 * asks Twitch and writes the result; each process, this one included, reads what was written. No
 * event waits for this.
 */
public final class ViewerSampler {
  private static final Logger log = LoggerFactory.getLogger(ViewerSampler.class);

  private static final Duration INTERVAL = Duration.ofMinutes(1);

  /** Longer than the longest step: a call to Twitch that waits for the rate limit. */
  public static final Duration STALL_TIMEOUT = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final LeaderLease lease;
  private final RoundGuard guard;
  private final Supplier<Collection<String>> watched;
  private final Function<String, Future<Optional<StreamState>>> streams;
  private final ViewerSampleStore store;
  private final ViewerHistory history;
  private final Clock clock;
  private int readUntil;
  private volatile int live;
  private boolean underWay;
  private long timer = -1;

  /**
   * The sources of samples.
   *
   * @param watched the ids of watched streamers
   * @param live the live stream of a streamer
   */
  public record Sources(
      Supplier<Collection<String>> watched, Function<String, Future<Optional<StreamState>>> live) {}

  ViewerSampler(
      Vertx vertx,
      LeaderLease lease,
      RoundGuard guard,
      Sources sources,
      ViewerSampleStore store,
      ViewerHistory history,
      Clock clock) {
    this.vertx = vertx;
    this.lease = lease;
    this.guard = guard;
    this.watched = sources.watched();
    this.streams = sources.live();
    this.store = store;
    this.history = history;
    this.clock = clock;
  }

  /** Starts sampling; continues until {@link #stop}. */
  public void start() {
    timer = vertx.setPeriodic(0, INTERVAL.toMillis(), now -> tick());
  }

  /** Leaves the job to another process. */
  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    return lease.release();
  }

  /** The number of watched streams that were live in the last minute that was written. */
  int live() {
    return live;
  }

  private void tick() {
    if (underWay) {
      return;
    }
    underWay = true;
    guard
        .run(this::sample)
        .onFailure(failure -> log.warn("Cannot sample viewers: {}", failure.toString()))
        .onComplete(done -> underWay = false);
  }

  /** Samples if that is the job of this process, and reads the new samples. */
  Future<Void> sample(GuardedRound round) {
    var minute = ViewerSeries.minuteOf(clock.instant());
    return round
        .step(() -> isDue(minute))
        .compose(due -> due ? round.step(() -> fetch(minute)) : Future.<Void>succeededFuture())
        .compose(written -> read(round, minute));
  }

  /** Whether this process may sample now, and no other one has done so. */
  private Future<Boolean> isDue(int minute) {
    return lease
        .renew()
        .compose(
            ours ->
                ours
                    ? store.isWritten(minute).map(written -> !written)
                    : Future.succeededFuture(false));
  }

  /** Writes what Twitch answers. Without any answer the minute stays unwritten: it is unknown. */
  private Future<Void> fetch(int minute) {
    var viewers = new HashMap<String, Integer>();
    var lookups = chosen().stream().map(id -> fetch(id, viewers)).toList();
    return Future.join(lookups)
        .otherwiseEmpty()
        .compose(
            looked ->
                lookups.isEmpty() || lookups.stream().anyMatch(Future::succeeded)
                    ? store.write(minute, viewers)
                    : Future.succeededFuture());
  }

  private Future<?> fetch(String id, Map<String, Integer> viewers) {
    return streams
        .apply(id)
        .onSuccess(stream -> stream.ifPresent(it -> viewers.put(id, it.viewers())));
  }

  /** Returns the watched streamers; of too many, first those that already have samples. */
  private List<String> chosen() {
    return watched.get().stream()
        .sorted(Comparator.comparing((String id) -> !history.contains(id)))
        .limit(ViewerHistory.MAX_STREAMERS)
        .toList();
  }

  /** Reads the last minutes again: another process may have written them meanwhile. */
  private Future<Void> read(GuardedRound round, int minute) {
    var from = Math.max(history.oldestMinute(), readUntil - 1);
    var minutes = IntStream.rangeClosed(from, minute).iterator();
    return Sequentially.forEach(minutes, at -> round.step(() -> readMinute(at)))
        .onSuccess(read -> readUntil = minute);
  }

  private Future<Void> readMinute(int minute) {
    return store
        .read(minute)
        .onSuccess(written -> written.ifPresent(viewers -> add(minute, viewers)))
        .mapEmpty();
  }

  /** Adds a written minute. An unwritten one says nothing about live streams. */
  private void add(int minute, Map<String, Integer> viewers) {
    history.add(minute, viewers);
    live = viewers.size();
  }
}
