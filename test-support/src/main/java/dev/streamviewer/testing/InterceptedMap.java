package dev.streamviewer.testing;

import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/** Shared maps with an action before some calls, such as a failure or a delay. */
public final class InterceptedMap {
  private InterceptedMap() {}

  /**
   * Returns a map whose calls wait for an action, and fail with it.
   *
   * @param methods a regular expression for the names of the affected methods
   */
  @SuppressWarnings("unchecked")
  public static <K, V> AsyncMap<K, V> before(
      AsyncMap<K, V> map, String methods, Supplier<Future<?>> action) {
    return (AsyncMap<K, V>)
        Proxy.newProxyInstance(
            InterceptedMap.class.getClassLoader(),
            new Class<?>[] {AsyncMap.class},
            (proxy, method, arguments) ->
                method.getName().matches(methods)
                    ? action.get().compose(done -> (Future<?>) invoke(map, method, arguments))
                    : invoke(map, method, arguments));
  }

  private static Object invoke(Object map, Method method, Object[] arguments) {
    try {
      return method.invoke(map, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
