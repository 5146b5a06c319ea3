package dev.streamviewer.webhook.delivery;

import dev.streamviewer.platform.async.Round;
import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.cluster.LeaderLease;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.telemetry.LogLine;
import dev.streamviewer.platform.telemetry.MessageSubject;
import dev.streamviewer.webhook.delivery.Outbox.Entry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox again, from one process at a time. While Pusher takes nothing, one
 * event tries the way after ever longer pauses; as soon as it gets through, all follow, in order
 * for each streamer.
 */
public final class OutboxRelay {
  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

  /** More than the notifier and the cluster may take for one event; it is asked twice. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration TOO_OLD = Duration.ofHours(1);
  private static final int AT_ONCE = 20;

  private final Vertx vertx;
  private final Outbox outbox;
  private final LeaderLease lease;
  private final RoundGuard guard;
  private final Function<StreamEvent, Future<CallbackOutcome>> notifier;
  private final MeterRegistry meters;
  private final Clock clock;

  private boolean working;
  private boolean stopped;
  private Duration pause = TICK;

  /** Since when the oldest waits; null if nothing does, or another process sees to it. */
  private volatile Instant oldest;

  /**
   * @param guard ends a round that hangs, and has the lease stepped down from
   * @param notifier hands an event on; completes when Pusher has it
   */
  public OutboxRelay(
      Vertx vertx,
      Outbox outbox,
      LeaderLease lease,
      RoundGuard guard,
      Function<StreamEvent, Future<CallbackOutcome>> notifier,
      MeterRegistry meters,
      Clock clock) {
    this.vertx = vertx;
    this.outbox = outbox;
    this.lease = lease;
    this.guard = guard;
    this.notifier = notifier;
    this.meters = meters;
    this.clock = clock;
    meters.gauge("webhook_outbox_size", outbox, Outbox::size);
    meters.gauge("webhook_outbox_oldest_seconds", this, OutboxRelay::oldestSeconds);
    List.of("resent", "dropped", "expired").forEach(this::settled);
  }

  /** Begins, and goes on until stopped. */
  public void start() {
    vertx.setPeriodic(TICK.toMillis(), tick -> look());
  }

  /** Lets another process take over. */
  public Future<Void> stop() {
    stopped = true;
    return lease.release();
  }

  /** The lease is renewed with each look, also while a round is still under way. */
  private void look() {
    if (stopped) {
      return;
    }
    lease
        .renew()
        .onSuccess(
            ours -> {
              if (!ours) {
                oldest = null;
                outbox.count();
              } else if (!working) {
                work();
              }
            });
  }

  private void work() {
    working = true;
    guard
        .run(round -> round.step(outbox::waiting).compose(waiting -> resend(round, waiting)))
        .onSuccess(allTaken -> pause = allTaken ? TICK : longer(pause))
        .onFailure(failure -> log.warn("The outbox has to wait: {}", failure.getMessage()))
        .onComplete(done -> vertx.setTimer(jittered(pause), timer -> working = false));
  }

  /** Whether Pusher took all that was tried. */
  private Future<Boolean> resend(Round round, List<Entry> waiting) {
    oldest = waiting.stream().map(Entry::since).min(Comparator.naturalOrder()).orElse(null);
    if (waiting.isEmpty()) {
      return Future.succeededFuture(true);
    }
    log.info("{} events wait for Pusher", waiting.size());
    return pause.equals(TICK)
        ? all(round, waiting)
        : round
            .step(() -> send(waiting.get(0)))
            .compose(
                taken ->
                    taken
                        ? all(round, waiting.subList(1, waiting.size()))
                        : Future.succeededFuture(false));
  }

  /** Streamers side by side, the events of one in order. */
  private Future<Boolean> all(Round round, List<Entry> waiting) {
    var byStreamer = new LinkedHashMap<String, List<Entry>>();
    waiting.forEach(
        entry ->
            byStreamer
                .computeIfAbsent(entry.event().streamer().login(), it -> new ArrayList<>())
                .add(entry));
    var queues = byStreamer.values().iterator();
    var lanes = Stream.generate(() -> lane(round, queues)).limit(AT_ONCE).toList();
    return Future.all(lanes).map(done -> done.<Boolean>list().stream().allMatch(taken -> taken));
  }

  private Future<Boolean> lane(Round round, Iterator<List<Entry>> queues) {
    return Sequentially.whileTrue(queues, queue -> inOrder(round, queue));
  }

  private Future<Boolean> inOrder(Round round, List<Entry> queue) {
    return Sequentially.whileTrue(queue.iterator(), entry -> round.step(() -> send(entry)));
  }

  /** Whether the way is free: the event is with Pusher, or gone for good. */
  private Future<Boolean> send(Entry entry) {
    var event = entry.event();
    if (age(entry).compareTo(TOO_OLD) > 0) {
      LogLine.about(MessageSubject.of(event), log.atError())
          .log("Given up after {}: {}", age(entry), event);
      return settled(event, "expired");
    }
    return notifier
        .apply(event)
        .compose(
            outcome -> settled(event, outcome == CallbackOutcome.DELIVERED ? "resent" : "dropped"))
        .otherwise(false);
  }

  private Future<Boolean> settled(StreamEvent event, String how) {
    settled(how).increment();
    return outbox.remove(event.id()).map(true);
  }

  private Counter settled(String how) {
    return meters.counter("webhook_outbox", "outcome", how);
  }

  private double oldestSeconds() {
    var since = oldest;
    return since == null ? 0 : Duration.between(since, clock.instant()).toMillis() / 1000.0;
  }

  private Duration age(Entry entry) {
    return Duration.between(entry.since(), clock.instant());
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private static long jittered(Duration pause) {
    return pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(1, pause.toMillis() / 2 + 1);
  }
}
