package dev.streamviewer.benchmarks.load;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Accepts every publish and crosses off its events. Everything runs on a single event loop. */
final class PusherSink {
  private final Vertx vertx;
  private final Map<Integer, BitSet> arrived = new HashMap<>();
  private long delay;
  private long calls;
  private long events;
  private long copies;

  PusherSink(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Sets the response time.
   *
   * @param milliseconds the response time of all further answers
   */
  void answerAfter(long milliseconds) {
    delay = milliseconds;
  }

  void handle(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              if (request.path().endsWith("/batch_events") || request.path().endsWith("/events")) {
                calls++;
                EventIds.find(body.getBytes(), this::arrived);
              }
              answer(request);
            });
  }

  /** Returns the counts since the last call, and resets them. */
  LoadResult.Delivered takeCounts() {
    var counts = new LoadResult.Delivered(calls, events, copies, 0);
    calls = 0;
    events = 0;
    copies = 0;
    return counts;
  }

  /** All messages of a source that have ever arrived. */
  BitSet from(int source) {
    return (BitSet) arrived.getOrDefault(source, new BitSet()).clone();
  }

  private void arrived(int source, int sequence) {
    var sequences = arrived.computeIfAbsent(source, first -> new BitSet());
    events++;
    if (sequences.get(sequence)) {
      copies++;
    }
    sequences.set(sequence);
  }

  private void answer(HttpServerRequest request) {
    if (delay == 0) {
      write(request);
    } else {
      vertx.setTimer(delay, timer -> write(request));
    }
  }

  private static void write(HttpServerRequest request) {
    request.response().putHeader("Content-Type", "application/json").end("{}");
  }
}
