package dev.streamviewer.benchmarks;

import com.pusher.rest.Pusher;
import com.pusher.rest.data.Event;
import com.pusher.rest.data.Result;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.List;

/** The library's blocking client, on worker threads of its own. */
final class BlockingPublisher implements Publisher {
  private final Pusher pusher;
  private final WorkerExecutor workers;

  BlockingPublisher(Context context, Pusher pusher, int threads) {
    this.pusher = pusher;
    this.workers = context.owner().createSharedWorkerExecutor("pusher-" + hashCode(), threads);
  }

  @Override
  public Future<Integer> publish(List<Event> events) {
    return workers.executeBlocking(() -> status(pusher.trigger(events)), false);
  }

  @Override
  public void close() throws IOException {
    workers.close();
    try {
      pusher.close();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  static int status(Result result) throws IOException {
    if (result.getHttpStatus() == null) {
      throw new IOException(result.getStatus() + ": " + result.getMessage());
    }
    return result.getHttpStatus();
  }
}
