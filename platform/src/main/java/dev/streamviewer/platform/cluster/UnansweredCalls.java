package dev.streamviewer.platform.cluster;

import dev.streamviewer.platform.async.SafeStart;
import io.vertx.core.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** A bound for calls that have no answer yet, in number and bytes. Calls beyond it fail at once. */
final class UnansweredCalls {
  private final String kind;
  private final int maxCalls;
  private final long maxBytes;
  private int calls;
  private long bytes;

  UnansweredCalls(String kind, int maxCalls, long maxBytes) {
    this.kind = kind;
    this.maxCalls = maxCalls;
    this.maxBytes = maxBytes;
  }

  /**
   * Makes a call if there is room.
   *
   * @param size the bytes that the call holds until its answer
   */
  <T> Future<T> begin(long size, Supplier<Future<T>> call) {
    if (!take(size)) {
      return Future.failedFuture(
          new RejectedExecutionException("Too many %s have no answer".formatted(kind)));
    }
    return SafeStart.of(call).onComplete(answered -> free(size));
  }

  /** Locked, since the answers may come on other threads than the calls. */
  private synchronized boolean take(long size) {
    if (calls >= maxCalls || bytes + size > maxBytes) {
      return false;
    }
    calls++;
    bytes += size;
    return true;
  }

  private synchronized void free(long size) {
    calls--;
    bytes -= size;
  }
}
