package dev.streamviewer.sandbox.wire;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/** Lets so many pieces of asynchronous work run at a time; a bounded number waits in line. */
public final class WorkLimiter {
  private final int width;
  private final int capacity;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int busy;

  public WorkLimiter(int width, int capacity) {
    this.width = width;
    this.capacity = capacity;
  }

  public <T> Future<T> run(Supplier<Future<T>> work) {
    if (waiting.size() >= capacity) {
      return Future.failedFuture(new IllegalStateException("The queue is full"));
    }
    var done = Promise.<T>promise();
    waiting.add(() -> start(work).onComplete(result -> leave()).onComplete(done));
    enter();
    return done.future();
  }

  private void leave() {
    busy--;
    enter();
  }

  private void enter() {
    while (busy < width && !waiting.isEmpty()) {
      busy++;
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
