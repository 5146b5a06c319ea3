package dev.streamviewer.platform.bus;

import io.vertx.core.buffer.Buffer;

/** Sends messages to addresses; they arrive in order, or not at all. */
@FunctionalInterface
public interface Link {
  void send(String address, Buffer message);
}
