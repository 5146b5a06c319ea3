package dev.streamviewer.demo.chaos;

import dev.streamviewer.demo.chaos.fleet.ProcessPause;
import dev.streamviewer.demo.chaos.fleet.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The longest time in which a process did not report running event loops. A thread per process
 * polls all the time.
 */
final class LivenessGapMonitor implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Map<String, Duration> longest = new ConcurrentHashMap<>();
  private volatile boolean ended;

  private LivenessGapMonitor(List<ServiceProcess> processes) {
    for (var process : processes) {
      var thread = new Thread(() -> ask(process), "standstill of " + process.name());
      thread.setDaemon(true);
      thread.start();
    }
  }

  static LivenessGapMonitor of(List<ServiceProcess> processes) {
    return new LivenessGapMonitor(processes);
  }

  /** Returns the longest times by the name of the process. */
  Map<String, Duration> longest() {
    return longest;
  }

  @Override
  public void close() {
    ended = true;
  }

  private void ask(ServiceProcess process) {
    while (!ended) {
      var begin = System.nanoTime();
      process.awaitLive();
      longest.merge(process.name(), Duration.ofNanos(System.nanoTime() - begin), this::longer);
      ProcessPause.of(PAUSE);
    }
  }

  private Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
