package dev.streamviewer.benchmarks.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Executes a {@link LoadPlan} on one thread. Uses a bare selector, not an HTTP client: the sender
 * shares a core with Pusher's stand-in, and must cost less than the loaded server.
 */
final class TwitchSender {
  private static final long ANSWER_TIMEOUT_NANOS = 5_000_000_000L;
  private static final long POLL_NANOS = 20_000;
  private static final int NO_ANSWER = 0;

  private final LoadPlan plan;
  private final NotificationTemplates notifications;
  private final EventSequence sequence;
  private final Queue<LoadConnection> idle = new ArrayDeque<>();
  private final List<LoadConnection> broken = new ArrayList<>();
  private final Map<Integer, Long> answers = new TreeMap<>();
  private final Histogram nanos = new Histogram(3);
  private Selector selector;
  private long sent;
  private long lastAnswer;

  TwitchSender(LoadPlan plan, NotificationTemplates notifications, EventSequence sequence) {
    this.plan = plan;
    this.notifications = notifications;
    this.sequence = sequence;
  }

  /** Sends everything and waits a few seconds at most for the answers. */
  LoadResult run() throws IOException {
    var connections = new ArrayList<LoadConnection>();
    try (var opened = Selector.open()) {
      selector = opened;
      for (var i = 0; i < plan.connections(); i++) {
        var connection = new LoadConnection(plan.ports().get(i % plan.ports().size()));
        connection.open(selector);
        connections.add(connection);
        idle.add(connection);
      }
      return send();
    } finally {
      for (var connection : connections) {
        connection.close();
      }
    }
  }

  private LoadResult send() throws IOException {
    var begin = System.nanoTime();
    var pacer = new OpenLoopPacer(plan, begin);
    var now = begin;
    while (!pacer.isOver(now)
        || idle.size() < plan.connections() && now < lastAnswer + ANSWER_TIMEOUT_NANOS) {
      if (!pacer.isOver(now)) {
        sendDue(pacer, now);
      }
      if (plan.isClosed()) {
        selector.select(this::ready, 100);
      } else if (selector.selectNow(this::ready) == 0) {
        LockSupport.parkNanos(POLL_NANOS);
      }
      reopen();
      now = System.nanoTime();
    }
    answers.merge(NO_ANSWER, (long) plan.connections() - idle.size(), Long::sum);
    answers.remove(NO_ANSWER, 0L);
    return new LoadResult(
        (lastAnswer - begin) / 1e9, sent, pacer.skipped(), answers, latency(), null, 0);
  }

  private void sendDue(OpenLoopPacer pacer, long now) throws IOException {
    for (var due = pacer.due(now);
        due != OpenLoopPacer.NOT_YET && !idle.isEmpty();
        due = pacer.due(now)) {
      var number = sequence.take(plan.duplicates());
      idle.remove().send(notifications.request(number), number, due);
      pacer.taken();
      sent++;
    }
  }

  private void ready(SelectionKey key) {
    var connection = (LoadConnection) key.attachment();
    try {
      var status = connection.read();
      if (status != 0) {
        answered(connection, status);
      }
    } catch (IOException e) {
      key.cancel();
      broken.add(connection);
    }
  }

  private void answered(LoadConnection connection, int status) {
    lastAnswer = System.nanoTime();
    answers.merge(status, 1L, Long::sum);
    if (status / 100 == 2) {
      nanos.recordValue(Math.max(0, lastAnswer - connection.dueAt()));
      sequence.acknowledged(connection.number());
    }
    idle.add(connection);
  }

  /** Reopens connections; servers may close a connection with or without an answer. */
  private void reopen() throws IOException {
    for (var connection : broken) {
      connection.close();
      if (!idle.contains(connection)) {
        answers.merge(NO_ANSWER, 1L, Long::sum);
        idle.add(connection);
      }
      connection.open(selector);
    }
    broken.clear();
  }

  private LoadResult.Latency latency() {
    return new LoadResult.Latency(
        nanos.getValueAtPercentile(50) / 1e6,
        nanos.getValueAtPercentile(99) / 1e6,
        nanos.getMaxValue() / 1e6);
  }
}
