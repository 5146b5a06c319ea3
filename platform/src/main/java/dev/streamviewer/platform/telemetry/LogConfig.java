package dev.streamviewer.platform.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.streamviewer.platform.config.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The level and format of the log. Logback reads both from the environment before any other step;
 * only the configuration knows those of the file, and which values exist.
 *
 * @param level empty for Logback's own configuration
 * @param format empty for Logback's own configuration
 */
public record LogConfig(Optional<Level> level, Optional<String> format) {
  private static final List<String> LEVELS =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");

  private static final List<String> FORMATS = List.of("console", LogLineEncoder.JSON);

  /** Reads the variables; faults collect in the settings. */
  public static LogConfig from(Settings settings) {
    var level = settings.text("LOG_LEVEL", "");
    if (!level.isEmpty() && !LEVELS.contains(level.toUpperCase(Locale.ROOT))) {
      settings.fault(
          "LOG_LEVEL is \"%s\", expected one of %s".formatted(level, String.join(", ", LEVELS)));
    }
    var format = settings.text("LOG_FORMAT", "");
    if (!format.isEmpty() && !FORMATS.contains(format)) {
      settings.fault(
          "LOG_FORMAT is \"%s\", expected %s".formatted(format, String.join(" or ", FORMATS)));
    }
    return new LogConfig(
        Optional.of(level).filter(it -> !it.isEmpty()).map(Level::valueOf),
        Optional.of(format).filter(it -> !it.isEmpty()));
  }

  /** Applies level and format to the log of this JVM, and names the process in it. */
  public void apply(LogIdentity identity) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
      var root = logs.getLogger(Logger.ROOT_LOGGER_NAME);
      level.ifPresent(root::setLevel);
      root.iteratorForAppenders()
          .forEachRemaining(
              appender -> {
                if (appender instanceof ConsoleAppender<ILoggingEvent> console
                    && console.getEncoder() instanceof LogLineEncoder encoder) {
                  encoder.setIdentity(identity);
                  format.ifPresent(encoder::setFormat);
                }
              });
    }
  }
}
