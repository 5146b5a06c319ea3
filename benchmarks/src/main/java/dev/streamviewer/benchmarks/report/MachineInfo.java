package dev.streamviewer.benchmarks.report;

import static dev.streamviewer.benchmarks.report.RootLocale.format;

import java.lang.management.ManagementFactory;

/**
 * The machine of a measurement.
 *
 * @param load the load average of the last minute; negative if unavailable
 */
public record MachineInfo(int cores, double load) {
  public static MachineInfo now() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return new MachineInfo(system.getAvailableProcessors(), system.getSystemLoadAverage());
  }

  @Override
  public String toString() {
    return format("%d cores, load average %s", cores, load < 0 ? "unknown" : format("%.2f", load));
  }
}
