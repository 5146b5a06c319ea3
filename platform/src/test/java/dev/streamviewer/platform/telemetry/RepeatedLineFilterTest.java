package dev.streamviewer.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import dev.streamviewer.testing.CapturedLog;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class RepeatedLineFilterTest {
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("dev.example.Publisher");

  private final RepeatedLineFilter filter = new RepeatedLineFilter();

  @Test
  void summarisesAFailureThatRepeats() {
    try (var log = new CapturedLog(RepeatedLineFilter.class)) {
      var passed =
          IntStream.range(0, 300)
              .filter(i -> passes(line(Level.WARN, "Cannot deliver {}: {}", "event " + i, "down")))
              .count();
      filter.summarise();

      assertThat(passed).isEqualTo(RepeatedLineFilter.LINES_PER_MINUTE);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("295 more lines of Publisher within a minute: Cannot deliver …: …");
    }
  }

  @Test
  void passesLinesAgainInTheNextMinute() {
    IntStream.range(0, 20).forEach(i -> passes(line(Level.WARN, "Cannot deliver {}", i)));
    filter.summarise();

    assertThat(passes(line(Level.WARN, "Cannot deliver {}", 21))).isTrue();
  }

  @Test
  void reportsNothingWithoutARepetition() {
    try (var log = new CapturedLog(RepeatedLineFilter.class)) {
      passes(line(Level.WARN, "Cannot deliver {}", 1));

      filter.summarise();

      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void recognisesLinesOfLibrariesByTheirText() {
    var passed =
        IntStream.range(0, 100)
            .filter(
                i ->
                    passes(line(Level.WARN, "no route to 10.0.0.%d:7800 in %d ms".formatted(i, i))))
            .count();

    assertThat(passed).isEqualTo(RepeatedLineFilter.LINES_PER_MINUTE);
  }

  /** The log is the only place that names an event which is lost. */
  @Test
  void passesEachLossOfAMessage() {
    var passed =
        IntStream.range(0, 100)
            .filter(
                i -> {
                  var line = line(Level.ERROR, "Gave up after {}", i);
                  line.addKeyValuePair(new KeyValuePair("messageId", i));
                  return passes(line);
                })
            .count();

    assertThat(passed).isEqualTo(100);
  }

  @Test
  void passesEachLineWhileDebugging() {
    LOGGER.setLevel(Level.DEBUG);
    try {
      assertThat(IntStream.range(0, 100).filter(i -> passes(line(Level.WARN, "No {}", i))).count())
          .isEqualTo(100);
    } finally {
      LOGGER.setLevel(null);
    }
  }

  @Test
  void keepsItsMemoryBounded() {
    assertThat(
            IntStream.range(0, 5_000)
                .filter(i -> passes(line(Level.WARN, "text " + "x".repeat(i % 3_000))))
                .count())
        .isEqualTo(5_000);
  }

  private boolean passes(LoggingEvent line) {
    return filter.decide(line) != FilterReply.DENY;
  }

  private static LoggingEvent line(Level level, String text, Object... values) {
    var line = new LoggingEvent("test", LOGGER, level, text, null, values);
    line.setLoggerContext((LoggerContext) LoggerFactory.getILoggerFactory());
    return line;
  }
}
