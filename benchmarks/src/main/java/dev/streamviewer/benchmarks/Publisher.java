package dev.streamviewer.benchmarks;

import com.pusher.rest.data.Event;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;

/** A way of calling Pusher, used from one event loop. */
interface Publisher extends AutoCloseable {
  /** Publishes with one call; the HTTP status, or a failure if there was none. */
  Future<Integer> publish(List<Event> events);

  @Override
  void close() throws IOException;
}
