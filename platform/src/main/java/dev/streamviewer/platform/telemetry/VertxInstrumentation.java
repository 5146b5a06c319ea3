package dev.streamviewer.platform.telemetry;

import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;

/** What is built into a Vert.x before it starts, and cannot be later. */
@FunctionalInterface
public interface VertxInstrumentation {
  /** A Vert.x that nobody watches. */
  VertxInstrumentation NONE = (options, builder) -> {};

  /** Puts them in. */
  void install(VertxOptions options, VertxBuilder builder);

  /** These and others. */
  default VertxInstrumentation and(VertxInstrumentation others) {
    return (options, builder) -> {
      install(options, builder);
      others.install(options, builder);
    };
  }
}
