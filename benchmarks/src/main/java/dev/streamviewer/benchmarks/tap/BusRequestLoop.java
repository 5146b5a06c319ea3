package dev.streamviewer.benchmarks.tap;

import static java.util.concurrent.TimeUnit.MINUTES;

import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

/** Sends requests on the bus with fixed concurrency: each answer triggers the next request. */
final class BusRequestLoop {
  private static final int CONCURRENCY = 64;

  private final StreamEvent event =
      new StreamEvent(
          "7e28a12a-f91b-55d3-4d7a-e7332639f70b",
          "channel.update",
          Instant.parse("2026-11-23T21:49:37Z"),
          new Streamer("503254", "hubveteran", "HubVeteran"),
          "Now in Retro: “Recapping a 1987 board, live”",
          new JsonObject()
              .put("title", "Recapping a 1987 board, live")
              .put("category_name", "Retro"));
  private final Promise<Void> done = Promise.promise();
  private final Vertx vertx;
  private final int requests;
  private int started;
  private int answered;

  private BusRequestLoop(Vertx vertx, int requests) {
    this.vertx = vertx;
    this.requests = requests;
  }

  /**
   * Sends the given number of requests and waits for the last answer; fails if any request failed.
   */
  static void run(Vertx vertx, int requests) throws TimeoutException {
    var loop = new BusRequestLoop(vertx, requests);
    vertx
        .getOrCreateContext()
        .runOnContext(
            begin -> {
              for (var i = 0; i < CONCURRENCY; i++) {
                loop.next();
              }
            });
    loop.done.future().await(1, MINUTES);
  }

  private void next() {
    if (started == requests) {
      return;
    }
    started++;
    Contracts.DELIVER_EVENT
        .ask(vertx.eventBus(), event)
        .onFailure(done::tryFail)
        .onSuccess(
            answer -> {
              if (++answered == requests) {
                done.tryComplete();
              } else {
                next();
              }
            });
  }
}
