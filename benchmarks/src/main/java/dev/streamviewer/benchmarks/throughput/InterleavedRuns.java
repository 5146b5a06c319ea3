package dev.streamviewer.benchmarks.throughput;

import dev.streamviewer.benchmarks.report.ProgressLine;
import dev.streamviewer.benchmarks.report.ValueDistribution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/**
 * Measures several subjects in turns, so that other load on the machine affects all of them alike.
 */
public final class InterleavedRuns {
  private final Map<String, Callable<ThroughputMeasurement>> subjects = new LinkedHashMap<>();
  private final Map<String, List<ThroughputMeasurement>> measured = new LinkedHashMap<>();

  public InterleavedRuns add(String name, Callable<ThroughputMeasurement> subject) {
    subjects.put(name, subject);
    measured.put(name, new ArrayList<>());
    return this;
  }

  /** Runs each subject once without counting it: caches are cold after a pause. */
  public InterleavedRuns discardOne() throws Exception {
    for (var subject : subjects.values()) {
      subject.call();
    }
    return this;
  }

  public InterleavedRuns run(int rounds) throws Exception {
    for (var round = 0; round < rounds; round++) {
      for (var subject : subjects.entrySet()) {
        var result = subject.getValue().call();
        ProgressLine.say(
            "round %d of %d, %s: %,.0f events/s, %.2f CPU s per 10,000",
            round + 1, rounds, subject.getKey(), result.perSecond(), result.cpuSecondsPer10k());
        measured.get(subject.getKey()).add(result);
      }
    }
    return this;
  }

  List<String> names() {
    return List.copyOf(subjects.keySet());
  }

  /** The distribution of a value over the runs of a subject. */
  ValueDistribution of(String name, ToDoubleFunction<ThroughputMeasurement> value) {
    return ValueDistribution.of(measured.get(name).stream().map(value::applyAsDouble).toList());
  }

  public double median(String name, ToDoubleFunction<ThroughputMeasurement> value) {
    return of(name, value).median();
  }

  List<ThroughputMeasurement> all(String name) {
    return List.copyOf(measured.get(name));
  }
}
