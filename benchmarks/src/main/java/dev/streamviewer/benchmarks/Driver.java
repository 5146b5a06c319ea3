package dev.streamviewer.benchmarks;

import static java.util.concurrent.TimeUnit.MINUTES;

import com.pusher.rest.data.Event;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Makes calls from one event loop, a fixed number at a time: when one ends, the next begins. */
final class Driver {
  private static final int OK = 200;
  private static final long PATIENCE = 5;

  private final Publisher publisher;
  private final List<Event> call;
  private final int calls;
  private final Promise<Void> done = Promise.promise();
  private int begun;
  private int ended;

  private Driver(Publisher publisher, Load load) {
    this.publisher = publisher;
    this.call = load.call();
    this.calls = load.calls();
  }

  /** Publishes all of a load and waits for it; fails if any call was not accepted. */
  static void run(Context context, Publisher publisher, Load load) throws TimeoutException {
    var driver = new Driver(publisher, load);
    context.runOnContext(
        begin -> {
          for (var i = 0; i < Way.PARALLEL; i++) {
            driver.next();
          }
        });
    driver.done.future().await(PATIENCE, MINUTES);
  }

  private void next() {
    if (begun == calls) {
      return;
    }
    begun++;
    publisher
        .publish(call)
        .onFailure(done::tryFail)
        .onSuccess(
            status -> {
              ended++;
              if (status != OK) {
                done.tryFail("Answered " + status);
              } else if (ended == calls) {
                done.tryComplete();
              } else {
                next();
              }
            });
  }
}
