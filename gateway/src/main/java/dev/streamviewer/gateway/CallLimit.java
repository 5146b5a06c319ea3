package dev.streamviewer.gateway;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Limits the calls that are under way at a time. */
final class CallLimit {
  private final int most;
  private int underWay;

  CallLimit(int most) {
    this.most = most;
  }

  /**
   * Makes a call.
   *
   * @return fails with a {@link Refusal} if too many are under way
   */
  <T> Future<T> call(Supplier<Future<T>> call) {
    if (underWay >= most) {
      return Future.failedFuture(Refusal.busy());
    }
    underWay++;
    return Future.<Void>succeededFuture().compose(now -> call.get()).onComplete(done -> underWay--);
  }

  /** The number of calls that are under way. */
  int underWay() {
    return underWay;
  }
}
