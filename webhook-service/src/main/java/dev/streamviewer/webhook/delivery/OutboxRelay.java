package dev.streamviewer.webhook.delivery;

import static java.util.stream.Collectors.toSet;

import dev.streamviewer.platform.async.GuardedRound;
import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.cluster.LeaderLease;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.outcome.RecentOutcomes;
import dev.streamviewer.platform.retry.Backoff;
import dev.streamviewer.platform.telemetry.LogLine;
import dev.streamviewer.webhook.delivery.Outbox.Entry;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resends the events of the outbox, from one process at a time. While Pusher is unavailable, a
 * single event is tried after growing pauses, of another streamer each time; after its success all
 * events follow, in order for each streamer.
 */
public final class OutboxRelay {
  private static final String OUTCOME_PLACE = "webhook.outbox";
  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

  /** Exceeds the time of two attempts by the notifier and the cluster for one event. */
  public static final Duration STALL_TIMEOUT = Duration.ofSeconds(20);

  private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
  private static final Backoff BACKOFF = new Backoff(POLL_INTERVAL, Duration.ofSeconds(10));
  private static final int MAX_PARALLEL = 20;

  /** The streamers whose events may fail in a round before it counts as Pusher's fault. */
  private static final int MAX_FAILURES = 20;

  private final Vertx vertx;
  private final Outbox outbox;
  private final LeaderLease lease;
  private final RoundGuard guard;
  private final Function<StreamEvent, Future<CallbackOutcome>> notifier;
  private final MeterRegistry meters;
  private final RecentOutcomes outcomes;
  private final Clock clock;

  private final OutboxExpiry expiry;

  /** Events that need no further attempt, until they are removed from the outbox. */
  private final Set<String> settled = new HashSet<>();

  private boolean working;
  private boolean stopped;
  private Duration pause = POLL_INTERVAL;
  private int trials;

  /** The time since which the oldest event waits; null for an empty outbox or without the lease. */
  private volatile Instant oldestSince;

  /**
   * @param guard ends a round that hangs and makes this process step down from the lease
   * @param notifier delivers an event; completes when Pusher has accepted it
   * @param nanoTime as {@link System#nanoTime}
   */
  public OutboxRelay(
      Vertx vertx,
      Outbox outbox,
      LeaderLease lease,
      RoundGuard guard,
      Function<StreamEvent, Future<CallbackOutcome>> notifier,
      MeterRegistry meters,
      Clock clock,
      LongSupplier nanoTime) {
    this.vertx = vertx;
    this.outcomes = RecentOutcomes.of(vertx);
    this.outbox = outbox;
    this.lease = lease;
    this.guard = guard;
    this.notifier = notifier;
    this.meters = meters;
    this.clock = clock;
    this.expiry = new OutboxExpiry(clock, nanoTime);
    Gauge.builder("sev_webhook_outbox_size", outbox, Outbox::size)
        .description("Events that wait for Pusher, in the whole cluster")
        .register(meters);
    Gauge.builder("sev_webhook_outbox_oldest_seconds", this, OutboxRelay::oldestSeconds)
        .description("Age of the oldest event in the outbox, by the process that resends")
        .register(meters);
    List.of("resent", "dropped", "expired").forEach(this::counter);
  }

  /** Starts; runs until stopped. */
  public void start() {
    vertx.setPeriodic(POLL_INTERVAL.toMillis(), tick -> poll());
  }

  /** Ends the round and releases the lease, so that another process takes over. */
  public Future<Void> stop() {
    stopped = true;
    guard.endRounds();
    return lease.release();
  }

  /** Renews the lease, also while a round is in progress. */
  private void poll() {
    if (!stopped) {
      outbox.count();
      lease.renew().onSuccess(this::renewed);
    }
  }

  /** Ends the round without the lease: another process sends the same events. */
  private void renewed(boolean held) {
    if (!held) {
      oldestSince = null;
      guard.endRounds();
    } else if (!working && !stopped) {
      runRound();
    }
  }

  private void runRound() {
    working = true;
    guard
        .run(round -> round.step(outbox::waiting).compose(waiting -> resend(round, waiting)))
        .onSuccess(allTaken -> pause = allTaken ? POLL_INTERVAL : BACKOFF.after(pause))
        .onFailure(failure -> log.warn("A round of the outbox failed: {}", failure.getMessage()))
        .onComplete(
            done -> vertx.setTimer(Backoff.jittered(pause).toMillis(), timer -> working = false));
  }

  /** Resends events; true if Pusher accepted all that were tried. */
  private Future<Boolean> resend(GuardedRound round, List<Entry> waiting) {
    oldestSince = waiting.stream().map(Entry::since).min(Comparator.naturalOrder()).orElse(null);
    var ids = waiting.stream().map(it -> it.event().id()).collect(toSet());
    expiry.retain(ids);
    settled.retainAll(ids);
    if (waiting.isEmpty()) {
      return Future.succeededFuture(true);
    }
    log.info("{} events wait for Pusher", waiting.size());
    var queues = byStreamer(waiting);
    return pause.equals(POLL_INTERVAL)
        ? sendAll(round, queues)
        : round
            .step(() -> send(trial(queues)))
            .compose(taken -> taken ? sendAll(round, queues) : Future.succeededFuture(false));
  }

  /** Takes the first event of the next streamer: one event that fails must not stop all others. */
  private Entry trial(List<Deque<Entry>> queues) {
    return queues.get(Math.floorMod(trials++, queues.size())).removeFirst();
  }

  private static List<Deque<Entry>> byStreamer(List<Entry> waiting) {
    var queues = new LinkedHashMap<String, Deque<Entry>>();
    waiting.forEach(
        entry ->
            queues
                .computeIfAbsent(entry.event().streamer().login(), it -> new ArrayDeque<>())
                .add(entry));
    return List.copyOf(queues.values());
  }

  /**
   * Sends the queues of different streamers in parallel, each in order. A failure ends the queue of
   * its streamer, and many failures end the round.
   */
  private Future<Boolean> sendAll(GuardedRound round, List<Deque<Entry>> waiting) {
    var queues = waiting.iterator();
    var failures = new AtomicInteger();
    var workers =
        Stream.generate(() -> sendQueues(round, queues, failures)).limit(MAX_PARALLEL).toList();
    return Future.join(workers).map(done -> failures.get() == 0);
  }

  private Future<Boolean> sendQueues(
      GuardedRound round, Iterator<Deque<Entry>> queues, AtomicInteger failures) {
    return Sequentially.whileTrue(
        queues,
        queue ->
            sendInOrder(round, queue)
                .map(taken -> taken || failures.incrementAndGet() < MAX_FAILURES));
  }

  private Future<Boolean> sendInOrder(GuardedRound round, Deque<Entry> queue) {
    return Sequentially.whileTrue(queue.iterator(), entry -> round.step(() -> send(entry)));
  }

  /** Sends an event; true if it was accepted or given up. */
  private Future<Boolean> send(Entry entry) {
    var event = entry.event();
    if (settled.contains(event.id())) {
      return remove(event);
    }
    if (expiry.isOver(entry)) {
      LogLine.about(event.subject(), log.atError())
          .log("Gave up after {}: {}", Duration.between(entry.since(), clock.instant()), event);
      return settle(event, "expired");
    }
    return notifier
        .apply(event)
        .onFailure(failure -> expiry.failed(entry))
        .compose(
            outcome -> settle(event, outcome == CallbackOutcome.DELIVERED ? "resent" : "dropped"))
        .otherwise(false);
  }

  private Future<Boolean> settle(StreamEvent event, String outcomeLabel) {
    counter(outcomeLabel).increment();
    outcomes.add(OUTCOME_PLACE, event.subject(), outcomeLabel, null);
    settled.add(event.id());
    return remove(event);
  }

  /** Removes a settled event. A failure is no fault of Pusher; a later round removes it again. */
  private Future<Boolean> remove(StreamEvent event) {
    return outbox
        .remove(event.id())
        .onSuccess(removed -> settled.remove(event.id()))
        .onFailure(failure -> log.warn("A settled event stays: {}", failure.getMessage()))
        .map(true)
        .otherwise(true);
  }

  private Counter counter(String outcomeLabel) {
    return Counter.builder("sev_webhook_outbox")
        .description("Events that left the outbox by result")
        .tag("outcome", outcomeLabel)
        .register(meters);
  }

  private double oldestSeconds() {
    var since = oldestSince;
    return since == null ? 0 : Duration.between(since, clock.instant()).toMillis() / 1000.0;
  }
}
