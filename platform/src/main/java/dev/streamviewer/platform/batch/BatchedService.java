package dev.streamviewer.platform.batch;

import io.vertx.core.Future;

/** A served {@link BatchedEndpoint}. */
public interface BatchedService {
  /** Completes once all processes can find this server. */
  Future<Void> completion();

  /** Takes this server off the list; what still arrives is served. */
  Future<Void> leave();

  /** Ends the service, after {@link #leave} and the end of the work under way. */
  Future<Void> close();
}
