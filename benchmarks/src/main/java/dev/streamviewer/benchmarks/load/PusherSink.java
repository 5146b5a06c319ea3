package dev.streamviewer.benchmarks.load;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Takes every publish, and crosses off what is in it. All of it happens on one event loop. */
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
   * @param milliseconds how long each answer takes from now on
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

  /** What has arrived since the last time. */
  LoadResult.Delivered takeCounts() {
    var counts = new LoadResult.Delivered(calls, events, copies, 0);
    calls = 0;
    events = 0;
    copies = 0;
    return counts;
  }

  /** The messages of a source that have arrived, ever. */
  BitSet from(int source) {
    return (BitSet) arrived.getOrDefault(source, new BitSet()).clone();
  }

  private void arrived(int source, int sequence) {
    var known = arrived.computeIfAbsent(source, first -> new BitSet());
    events++;
    if (known.get(sequence)) {
      copies++;
    }
    known.set(sequence);
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
