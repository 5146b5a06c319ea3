package dev.streamviewer.platform.batch;

import io.vertx.core.buffer.Buffer;

/** Sends messages to addresses; they arrive in order, or not at all. */
@FunctionalInterface
public interface BatchLink {
  void send(String address, Buffer message);
}
