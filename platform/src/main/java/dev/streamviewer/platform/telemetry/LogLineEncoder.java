package dev.streamviewer.platform.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import io.vertx.core.json.JsonObject;

/**
 * Writes log lines as text for people, or as one JSON object each. The fields of an object are
 * those that Loki, Datadog and CloudWatch read by themselves: an ISO time, level, service, pod,
 * version and message.
 */
public final class LogLineEncoder extends EncoderBase<ILoggingEvent> {
  static final String JSON = "json";

  private static final String PATTERN =
      "%d{HH:mm:ss.SSS} %-5level %-22logger{0} %msg %kvp{NONE}%n%ex{short}";

  /** Container engines split lines of more than 16 KB. */
  private static final int MAX_STACK = 8_000;

  private final PatternLayout text = new PatternLayout();
  private volatile String format = "";
  private volatile LogIdentity identity = LogIdentity.UNKNOWN;

  /** Sets the format: {@code json}, or text for any other value. */
  public void setFormat(String format) {
    this.format = format;
  }

  /** Sets the process that each JSON line names. */
  void setIdentity(LogIdentity identity) {
    this.identity = identity;
  }

  @Override
  public void start() {
    text.setContext(getContext());
    text.setPattern(PATTERN);
    text.start();
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent line) {
    return (JSON.equals(format) ? json(line).encode() + "\n" : text.doLayout(line)).getBytes(UTF_8);
  }

  private JsonObject json(ILoggingEvent line) {
    var json =
        new JsonObject()
            .put("timestamp", line.getInstant().toString())
            .put("level", line.getLevel().toString())
            .put("service", identity.service())
            .put("pod", identity.pod())
            .put("version", identity.version())
            .put("message", line.getFormattedMessage())
            .put("logger", line.getLoggerName())
            .put("thread", line.getThreadName());
    if (line.getKeyValuePairs() != null) {
      line.getKeyValuePairs().forEach(it -> json.put(it.key, String.valueOf(it.value)));
    }
    if (line.getThrowableProxy() != null) {
      json.put("error", error(line.getThrowableProxy()));
    }
    return json;
  }

  private static JsonObject error(IThrowableProxy failure) {
    var stack = ThrowableProxyUtil.asString(failure);
    return new JsonObject()
        .put("kind", failure.getClassName())
        .put("message", failure.getMessage())
        .put("stack", stack.substring(0, Math.min(stack.length(), MAX_STACK)));
  }
}
