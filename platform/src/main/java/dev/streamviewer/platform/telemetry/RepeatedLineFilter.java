package dev.streamviewer.platform.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * Summarises lines that repeat, such as the same failure of each event during an outage: a minute
 * has five lines of one statement, and then one line with the number of the others. Statements are
 * told apart by their text without values, so a caller needs nothing but a constant text.
 *
 * <p>All lines pass at DEBUG, and all errors about a named message: each of those is a loss.
 */
public final class RepeatedLineFilter extends Filter<ILoggingEvent> {
  static final int LINES_PER_MINUTE = 5;
  private static final int MAX_STATEMENTS = 1_000;
  private static final long MINUTE = 60;

  /** The values in lines of libraries, which log finished texts. */
  private static final Pattern VALUES = Pattern.compile("[0-9a-fA-F.:-]*[0-9][0-9a-fA-F.:-]*");

  private final Map<Statement, AtomicInteger> counts = new ConcurrentHashMap<>();

  private record Statement(String logger, Level level, String text) {}

  @Override
  public void start() {
    getContext()
        .getScheduledExecutorService()
        .scheduleAtFixedRate(this::summarise, MINUTE, MINUTE, TimeUnit.SECONDS);
    super.start();
  }

  @Override
  public FilterReply decide(ILoggingEvent line) {
    if (passes(line)) {
      return FilterReply.NEUTRAL;
    }
    var text = VALUES.matcher(line.getMessage()).replaceAll("…").replace("{}", "…");
    var statement = new Statement(line.getLoggerName(), line.getLevel(), text);
    var count = counts.get(statement);
    if (count == null) {
      if (counts.size() >= MAX_STATEMENTS) {
        return FilterReply.NEUTRAL;
      }
      count = counts.computeIfAbsent(statement, first -> new AtomicInteger());
    }
    return count.incrementAndGet() > LINES_PER_MINUTE ? FilterReply.DENY : FilterReply.NEUTRAL;
  }

  private static boolean passes(ILoggingEvent line) {
    return line.getMessage() == null
        || line.getLoggerName().equals(RepeatedLineFilter.class.getName())
        || LoggerFactory.getLogger(line.getLoggerName()).isDebugEnabled()
        || line.getLevel() == Level.ERROR && line.getKeyValuePairs() != null;
  }

  /** Reports the lines left out since the last call. */
  void summarise() {
    var log = LoggerFactory.getLogger(RepeatedLineFilter.class);
    for (var statement : counts.keySet()) {
      var more = counts.remove(statement).get() - LINES_PER_MINUTE;
      if (more > 0) {
        log.atLevel(org.slf4j.event.Level.valueOf(statement.level().toString()))
            .log(
                "{} more lines of {} within a minute: {}",
                more,
                statement.logger().replaceAll(".*\\.", ""),
                statement.text());
      }
    }
  }
}
