package dev.streamviewer.platform.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.streamviewer.platform.config.Settings;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class LogLineEncoderTest {
  @Test
  void writesTheFieldsOfLogCollectors() {
    var line = line(null);
    line.addKeyValuePair(new KeyValuePair("messageId", "m1"));

    var json = json(line);

    assertThat(json.getMap())
        .containsEntry("timestamp", "2026-11-28T20:15:30.123Z")
        .containsEntry("level", "WARN")
        .containsEntry("service", "gateway")
        .containsEntry("pod", "gateway-7f")
        .containsEntry("version", "1.2.3")
        .containsEntry("message", "Cannot deliver it")
        .containsEntry("messageId", "m1")
        .containsKeys("logger", "thread")
        .doesNotContainKey("error");
  }

  @Test
  void writesAFailureWithABoundedStack() {
    var deep = new IllegalStateException("deep");
    for (var i = 0; i < 300; i++) {
      deep = new IllegalStateException("level " + i, deep);
    }

    var error = json(line(deep)).getJsonObject("error");

    assertThat(error.getString("kind")).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.getString("message")).isEqualTo("level 299");
    assertThat(error.getString("stack")).hasSizeLessThan(8_001).contains("LogLineEncoderTest");
  }

  @ParameterizedTest
  @CsvSource({
    "LOG_FORMAT,JSON,console or json",
    "LOG_FORMAT,xml,console or json",
    "LOG_LEVEL,verbose,'TRACE, DEBUG, INFO, WARN, ERROR, OFF'"
  })
  void refusesUnknownValues(String name, String value, String expected) {
    var settings = new Settings(JsonObject.of(name, value));

    LogConfig.from(settings);

    assertThat(settings.faults()).singleElement().asString().contains(name, value, expected);
  }

  @ParameterizedTest
  @CsvSource({"LOG_FORMAT,json", "LOG_FORMAT,console", "LOG_LEVEL,debug", "LOG_LEVEL,WARN"})
  void acceptsKnownValues(String name, String value) {
    var settings = new Settings(JsonObject.of(name, value));

    LogConfig.from(settings);

    assertThat(settings.faults()).isEmpty();
  }

  private static JsonObject json(LoggingEvent line) {
    var encoder = new LogLineEncoder();
    encoder.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
    encoder.setFormat("json");
    encoder.setIdentity(new LogIdentity("gateway", "gateway-7f", "1.2.3"));
    encoder.start();
    var text = new String(encoder.encode(line), UTF_8);
    assertThat(text).endsWith("}\n");
    return new JsonObject(text);
  }

  private static LoggingEvent line(Throwable failure) {
    var logger = (Logger) LoggerFactory.getLogger("dev.example.Publisher");
    var line =
        new LoggingEvent(
            "test", logger, Level.WARN, "Cannot deliver {}", failure, new Object[] {"it"});
    line.setInstant(Instant.parse("2026-11-28T20:15:30.123Z"));
    return line;
  }
}
