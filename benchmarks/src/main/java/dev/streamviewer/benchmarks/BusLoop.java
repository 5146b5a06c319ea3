package dev.streamviewer.benchmarks;

import static java.util.concurrent.TimeUnit.MINUTES;

import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

/** Asks on the bus, a fixed number at a time: when one is answered, the next is asked. */
final class BusLoop {
  private static final int AT_A_TIME = 64;

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
  private final int asks;
  private int begun;
  private int ended;

  private BusLoop(Vertx vertx, int asks) {
    this.vertx = vertx;
    this.asks = asks;
  }

  /** Asks so often and waits for the last answer; fails if any question was not answered. */
  static void run(Vertx vertx, int asks) throws TimeoutException {
    var loop = new BusLoop(vertx, asks);
    vertx
        .getOrCreateContext()
        .runOnContext(
            begin -> {
              for (var i = 0; i < AT_A_TIME; i++) {
                loop.next();
              }
            });
    loop.done.future().await(1, MINUTES);
  }

  private void next() {
    if (begun == asks) {
      return;
    }
    begun++;
    Contracts.DELIVER_EVENT
        .ask(vertx.eventBus(), event)
        .onFailure(done::tryFail)
        .onSuccess(
            answer -> {
              if (++ended == asks) {
                done.tryComplete();
              } else {
                next();
              }
            });
  }
}
