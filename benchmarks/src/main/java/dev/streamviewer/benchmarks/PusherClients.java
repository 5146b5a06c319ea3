package dev.streamviewer.benchmarks;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;

/**
 * {@code pusher-clients}: which way of calling Pusher to take.
 *
 * <p>Each way publishes the same events from one event loop, with 16 calls under way, to one server
 * on loopback that runs in a process of its own. After a round that does not count, the ways take
 * turns, in another order in each round. Processor time is that of this process alone, with the
 * compiler and the garbage collector. Then one publish of each way meets a server that drops the
 * connection.
 */
public final class PusherClients {
  private static final int ROUNDS = 3;
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration SLOW = Duration.ofMillis(5);

  private static final List<Way> COMPARED =
      List.of(Way.BLOCKING, Way.BLOCKING_LARGER_POOL, Way.ASYNC, Way.WEB_CLIENT);
  private static final List<Load> LOADS =
      List.of(
          new Load(30_000, 1, AT_ONCE),
          new Load(20_000, 10, AT_ONCE),
          new Load(3_000, 1, SLOW),
          new Load(3_000, 10, SLOW));

  private record Result(double eventsPerSecond, double cpuSecondsPer10k) {}

  private PusherClients() {}

  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "pusher-clients: ways of calling Pusher, %d calls under way, medians of %d rounds, on %s%n",
        Way.PARALLEL, ROUNDS, Machine.now());
    var vertx = Vertx.vertx();
    try {
      for (var load : LOADS) {
        System.out.printf("%n%s; now %s%n", load, Machine.now());
        report(measure(vertx.getOrCreateContext(), load));
      }
      resends(vertx);
    } finally {
      vertx.close().await(10, SECONDS);
    }
  }

  private static Map<Way, List<Result>> measure(Context context, Load load) throws Exception {
    var publishers = new EnumMap<Way, Publisher>(Way.class);
    var results = new EnumMap<Way, List<Result>>(Way.class);
    try (var sink = Sink.start(load.delay())) {
      for (var way : COMPARED) {
        publishers.put(way, way.open(context, Sink.port(sink)));
        results.put(way, new ArrayList<>());
        Driver.run(context, publishers.get(way), load);
      }
      var order = new ArrayList<>(COMPARED);
      for (var round = 0; round < ROUNDS; round++) {
        for (var way : order) {
          results.get(way).add(run(context, publishers.get(way), load));
        }
        Collections.rotate(order, 1);
      }
    } finally {
      for (var publisher : publishers.values()) {
        publisher.close();
      }
    }
    return results;
  }

  private static Result run(Context context, Publisher publisher, Load load)
      throws TimeoutException {
    System.gc();
    var meter = new Meter();
    Driver.run(context, publisher, load);
    return new Result(load.events() / meter.seconds(), meter.cpuSeconds() / load.events() * 10_000);
  }

  private static void report(Map<Way, List<Result>> results) {
    var table = new Table("", "events/s", "low to high", "to D", "CPU s per 10,000 events", "to D");
    var speed = of(results.get(Way.WEB_CLIENT), Result::eventsPerSecond).median();
    var cpu = of(results.get(Way.WEB_CLIENT), Result::cpuSecondsPer10k).median();
    results.forEach(
        (way, all) -> {
          var speeds = of(all, Result::eventsPerSecond);
          var cpus = of(all, Result::cpuSecondsPer10k);
          table.row(
              way.title(),
              format("%,.0f", speeds.median()),
              format("%,.0f to %,.0f", speeds.min(), speeds.max()),
              format("%.2f", speeds.median() / speed),
              format("%.2f", cpus.median()),
              format("%.2f", cpus.median() / cpu));
        });
    System.out.println(table);
  }

  private static void resends(Vertx vertx) throws Exception {
    System.out.printf("%nOne publish to a server that takes it and drops the connection%n");
    var resends = new Resends(vertx);
    var table = new Table("", "copies sent");
    for (var way : Way.values()) {
      table.row(way.title(), String.valueOf(resends.count(way)));
    }
    System.out.println(table);
  }

  private static Distribution of(List<Result> results, ToDoubleFunction<Result> value) {
    return Distribution.of(results.stream().map(value::applyAsDouble).toList());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
