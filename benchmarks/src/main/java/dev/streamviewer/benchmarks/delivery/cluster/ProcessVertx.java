package dev.streamviewer.benchmarks.delivery.cluster;

import static dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime.MILLI;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.SharedData;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The timers of a {@link Vertx} in the time of a process, and its local maps; nothing else is
 * supported.
 */
public final class ProcessVertx {
  /** The shortest pause of the resender. Its longer pauses have chance of their own. */
  private static final long MIN_PAUSE = 500;

  private final SimulatedProcess process;
  private final Set<Long> active = new HashSet<>();
  private final SharedData localMaps = localMaps();
  private long lastTimer;

  private ProcessVertx(SimulatedProcess process) {
    this.process = process;
  }

  public static Vertx of(SimulatedProcess process) {
    var timers = new ProcessVertx(process);
    return proxy(
        Vertx.class, (proxy, method, arguments) -> timers.call(method.getName(), arguments));
  }

  /** Returns the pause, with chance of the simulation in place of the service's. */
  public static long pause(SimulatedTime time, long millis) {
    return millis <= MIN_PAUSE ? MIN_PAUSE * MILLI : time.between(1_000, 8_000);
  }

  @SuppressWarnings("unchecked")
  private Object call(String method, Object[] arguments) {
    return switch (method) {
      case "setTimer" -> setTimer((long) arguments[0], (Handler<Long>) arguments[1]);
      case "setPeriodic" -> setPeriodic((long) arguments[0], (Handler<Long>) arguments[1]);
      case "cancelTimer" -> active.remove((long) arguments[0]);
      case "sharedData" -> localMaps;
      default -> throw new UnsupportedOperationException(method);
    };
  }

  private static SharedData localMaps() {
    var maps = new HashMap<Object, LocalMap<?, ?>>();
    return proxy(
        SharedData.class,
        (proxy, method, arguments) -> {
          if (!method.getName().equals("getLocalMap")) {
            throw new UnsupportedOperationException(method.getName());
          }
          return maps.computeIfAbsent(arguments[0], name -> localMap());
        });
  }

  private static LocalMap<?, ?> localMap() {
    var entries = new HashMap<Object, Object>();
    return proxy(
        LocalMap.class,
        (proxy, method, arguments) ->
            Map.class
                .getMethod(method.getName(), method.getParameterTypes())
                .invoke(entries, arguments));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private long setTimer(long millis, Handler<Long> handler) {
    var timer = ++lastTimer;
    active.add(timer);
    process.timer(pause(process.time, millis), () -> fire(active.remove(timer), timer, handler));
    return timer;
  }

  private static void fire(boolean isActive, long timer, Handler<Long> handler) {
    if (isActive) {
      handler.handle(timer);
    }
  }

  private long setPeriodic(long millis, Handler<Long> handler) {
    var timer = ++lastTimer;
    active.add(timer);
    repeat(timer, millis, handler);
    return timer;
  }

  private void repeat(long timer, long millis, Handler<Long> handler) {
    process.timer(
        millis * MILLI,
        () -> {
          if (active.contains(timer)) {
            handler.handle(timer);
            repeat(timer, millis, handler);
          }
        });
  }
}
