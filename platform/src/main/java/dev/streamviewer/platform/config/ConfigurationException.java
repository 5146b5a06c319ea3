package dev.streamviewer.platform.config;

import java.util.Collection;

/** An invalid configuration; the message lists every fault, one per line. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(Collection<String> faults) {
    super(
        "The configuration has %d fault%s:%n  - %s"
            .formatted(
                faults.size(),
                faults.size() == 1 ? "" : "s",
                String.join(System.lineSeparator() + "  - ", faults)),
        null,
        false,
        false);
  }
}
