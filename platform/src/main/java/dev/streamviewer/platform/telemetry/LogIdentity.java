package dev.streamviewer.platform.telemetry;

/**
 * The process that writes a log.
 *
 * @param service such as {@code gateway}
 * @param pod the name of this instance
 */
public record LogIdentity(String service, String pod, String version) {
  /** The identity until the configuration has been read. */
  static final LogIdentity UNKNOWN = new LogIdentity("streamviewer", "", "");
}
