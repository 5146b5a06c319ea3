package dev.streamviewer.sandbox.wire;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/** Limits the asynchronous work that runs at a time; a bounded number of tasks waits in a queue. */
public final class WorkLimiter {
  private final int maxConcurrent;
  private final int capacity;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int running;

  public WorkLimiter(int maxConcurrent, int capacity) {
    this.maxConcurrent = maxConcurrent;
    this.capacity = capacity;
  }

  public <T> Future<T> run(Supplier<Future<T>> work) {
    if (waiting.size() >= capacity) {
      return Future.failedFuture(new IllegalStateException("The queue is full"));
    }
    var done = Promise.<T>promise();
    waiting.add(() -> start(work).onComplete(result -> finish()).onComplete(done));
    startWaiting();
    return done.future();
  }

  private void finish() {
    running--;
    startWaiting();
  }

  private void startWaiting() {
    while (running < maxConcurrent && !waiting.isEmpty()) {
      running++;
      waiting.remove().run();
    }
  }

  private static <T> Future<T> start(Supplier<Future<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException failure) {
      return Future.failedFuture(failure);
    }
  }
}
