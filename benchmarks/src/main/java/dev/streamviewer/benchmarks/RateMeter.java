package dev.streamviewer.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Time and processor time of this process since it was made. */
final class RateMeter {
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final long begin = System.nanoTime();
  private final long beginCpu = system.getProcessCpuTime();

  double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Of all threads: those that publish, the compiler and the garbage collector. */
  double cpuSeconds() {
    return (system.getProcessCpuTime() - beginCpu) / 1e9;
  }
}
