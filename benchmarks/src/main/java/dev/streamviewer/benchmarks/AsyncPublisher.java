package dev.streamviewer.benchmarks;

import com.pusher.rest.PusherAsync;
import com.pusher.rest.data.Event;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;

/** The library's asynchronous client, with threads of its own; results come to the context. */
final class AsyncPublisher implements Publisher {
  private final Context context;
  private final PusherAsync pusher;

  AsyncPublisher(Context context, PusherAsync pusher) {
    this.context = context;
    this.pusher = pusher;
  }

  @Override
  public Future<Integer> publish(List<Event> events) {
    return Future.fromCompletionStage(pusher.trigger(events), context)
        .compose(
            result -> {
              try {
                return Future.succeededFuture(BlockingPublisher.status(result));
              } catch (IOException e) {
                return Future.failedFuture(e);
              }
            });
  }

  @Override
  public void close() throws IOException {
    try {
      pusher.close();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
