package dev.streamviewer.benchmarks.tap;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Measures elapsed time and processor time of this process since the meter's creation. */
final class RunMeter {
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final long begin = System.nanoTime();
  private final long beginCpu = system.getProcessCpuTime();

  double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Processor time of all threads: publishers, the compiler and the garbage collector. */
  double cpuSeconds() {
    return (system.getProcessCpuTime() - beginCpu) / 1e9;
  }
}
