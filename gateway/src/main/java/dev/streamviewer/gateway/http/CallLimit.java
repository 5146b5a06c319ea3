package dev.streamviewer.gateway.http;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Limits the calls that are under way at a time. */
public final class CallLimit {
  private final int most;
  private int underWay;

  public CallLimit(int most) {
    this.most = most;
  }

  /**
   * Makes a call.
   *
   * @return fails with a {@link RejectedRequest} if too many are under way
   */
  public <T> Future<T> call(Supplier<Future<T>> call) {
    if (underWay >= most) {
      return Future.failedFuture(RejectedRequest.busy());
    }
    underWay++;
    return Future.<Void>succeededFuture().compose(now -> call.get()).onComplete(done -> underWay--);
  }

  /** The number of calls that are under way. */
  public int underWay() {
    return underWay;
  }
}
