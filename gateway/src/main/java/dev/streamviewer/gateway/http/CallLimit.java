package dev.streamviewer.gateway.http;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** A limit on concurrent calls. */
public final class CallLimit {
  private final int max;
  private int underWay;

  public CallLimit(int max) {
    this.max = max;
  }

  /**
   * Makes a call.
   *
   * @return fails with a {@link RejectedRequest} when the limit is reached
   */
  public <T> Future<T> call(Supplier<Future<T>> call) {
    if (underWay >= max) {
      return Future.failedFuture(RejectedRequest.busy());
    }
    underWay++;
    return Future.<Void>succeededFuture().compose(now -> call.get()).onComplete(done -> underWay--);
  }

  /** The number of concurrent calls. */
  public int underWay() {
    return underWay;
  }
}
