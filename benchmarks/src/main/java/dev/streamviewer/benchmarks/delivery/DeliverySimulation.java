package dev.streamviewer.benchmarks.delivery;

import dev.streamviewer.benchmarks.delivery.cluster.DeliveryRule;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * {@code simulate}: many simulations of the delivery rules, each from a seed. A seed that breaks a
 * promise is printed, and gives the same result every time.
 */
final class DeliverySimulation {
  private static final long SEEDS = 10_000;
  private static final long SEEDS_FOR_RULE = 2_000;

  private DeliverySimulation() {}

  /**
   * Options: {@code seeds=} the number of seeds, {@code from=} the first; {@code rules=} the number
   * of seeds in which to look for the first that fails without each rule; {@code without=} a rule
   * that is switched off.
   */
  public static void main(String[] arguments) {
    var options = new TreeMap<String, String>();
    for (var argument : arguments) {
      var parts = argument.split("=", 2);
      options.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    if (options.containsKey("rules")) {
      printRules(number(options, "rules", SEEDS_FOR_RULE));
    } else {
      simulate(options);
    }
  }

  private static long number(Map<String, String> options, String name, long otherwise) {
    var value = options.getOrDefault(name, "");
    return value.isEmpty() ? otherwise : Long.parseLong(value);
  }

  private static void simulate(Map<String, String> options) {
    var off = EnumSet.noneOf(DeliveryRule.class);
    if (options.containsKey("without")) {
      off.add(DeliveryRule.valueOf(options.get("without")));
    }
    var from = number(options, "from", 0);
    var seeds = number(options, "seeds", SEEDS);
    var failed = 0;
    var step = number(options, "step", 1);
    var kinds = new EnumMap<SimulationScenario.Family, int[]>(SimulationScenario.Family.class);
    for (var seed = from; seed < from + seeds * step; seed += step) {
      var violations = DeliveryRun.violations(seed, off);
      var kind = kinds.computeIfAbsent(SimulationScenario.of(seed).family(), first -> new int[2]);
      kind[0]++;
      if (!violations.isEmpty()) {
        failed++;
        kind[1]++;
        System.out.printf(
            "Seed %d (%s): %s%n", seed, SimulationScenario.of(seed).family(), violations);
      }
    }
    kinds.forEach(
        (kind, counts) ->
            System.out.printf("%s: %d seeds, %d failed%n", kind, counts[0], counts[1]));
    System.out.printf("%d seeds from %d, %d failed%n", seeds, from, failed);
  }

  /** Prints a table of all rules, with the first seed that fails without each, then the seeds. */
  private static void printRules(long seeds) {
    System.out.println("| without the rule | first failing seed | kind | what fails |");
    System.out.println("| --- | ---: | --- | --- |");
    var listed = new StringBuilder();
    for (var rule : DeliveryRule.values()) {
      var seed = firstFailing(EnumSet.of(rule), seeds);
      listed.append("%s,%d%n".formatted(rule, seed));
      System.out.println(seed < 0 ? row(rule, "none", "", "") : row(rule, seed));
    }
    System.out.printf("%n%s", listed);
  }

  private static String row(DeliveryRule rule, long seed) {
    var violations = DeliveryRun.violations(seed, EnumSet.of(rule));
    return row(
        rule, Long.toString(seed), SimulationScenario.of(seed).family().name(), violations.get(0));
  }

  private static String row(DeliveryRule rule, String seed, String kind, String violation) {
    return "| %s | %s | %s | %s |".formatted(rule.sentence(), seed, kind, violation);
  }

  /** Returns the first seed that breaks a promise; negative if none does. */
  static long firstFailing(Set<DeliveryRule> off, long seeds) {
    return LongStream.range(0, seeds)
        .filter(seed -> !DeliveryRun.violations(seed, off).isEmpty())
        .findFirst()
        .orElse(-1);
  }
}
