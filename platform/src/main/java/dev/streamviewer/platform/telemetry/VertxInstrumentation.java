package dev.streamviewer.platform.telemetry;

import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;

/** Instrumentation of a Vert.x, installed before it starts. */
@FunctionalInterface
public interface VertxInstrumentation {
  /** No instrumentation. */
  VertxInstrumentation NONE = (options, builder) -> {};

  /** Installs the instrumentation. */
  void install(VertxOptions options, VertxBuilder builder);

  /** Combines two instrumentations. */
  default VertxInstrumentation and(VertxInstrumentation others) {
    return (options, builder) -> {
      install(options, builder);
      others.install(options, builder);
    };
  }
}
