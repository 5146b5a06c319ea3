package dev.streamviewer.tap;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.impl.EventBusImpl;
import java.lang.reflect.Array;

/** Counts the interceptors of an event bus, which the public API does not show. */
final class InterceptorCount {
  private InterceptorCount() {}

  static int on(Vertx vertx) {
    return length(vertx, "outboundInterceptors") + length(vertx, "inboundInterceptors");
  }

  private static int length(Vertx vertx, String name) {
    try {
      var field = EventBusImpl.class.getDeclaredField(name);
      field.setAccessible(true);
      return Array.getLength(field.get(vertx.eventBus()));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("This version of Vert.x keeps interceptors elsewhere", e);
    }
  }
}
