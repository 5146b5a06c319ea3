package dev.streamviewer.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * The machine of a measurement.
 *
 * @param load the load average of the last minute; negative if unavailable
 */
record MachineInfo(int cores, double load) {
  static MachineInfo now() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return new MachineInfo(system.getAvailableProcessors(), system.getSystemLoadAverage());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d cores, load average %s", cores, load < 0 ? "unknown" : round(load));
  }

  private static String round(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
