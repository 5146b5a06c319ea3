package dev.streamviewer.platform.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * Adds the current subject to each log line that has none. The subject belongs to the logging
 * thread, so attach this filter to the appender in front of any queue. Accepts every line.
 */
public final class SubjectFilter extends Filter<ILoggingEvent> {
  /** The key of the message id in logs. */
  public static final String MESSAGE_ID = "messageId";

  public static final String STREAMER = "streamer";

  @Override
  public FilterReply decide(ILoggingEvent event) {
    if (event instanceof LoggingEvent line && !hasSubject(line.getKeyValuePairs())) {
      LogContext.get().ifPresent(subject -> add(line, subject));
    }
    return FilterReply.NEUTRAL;
  }

  private static boolean hasSubject(List<KeyValuePair> pairs) {
    return pairs != null
        && pairs.stream().anyMatch(it -> it.key.equals(MESSAGE_ID) || it.key.equals(STREAMER));
  }

  private static void add(LoggingEvent line, MessageSubject subject) {
    if (subject.messageId() != null) {
      line.addKeyValuePair(new KeyValuePair(MESSAGE_ID, subject.messageId()));
    }
    if (subject.streamer() != null) {
      line.addKeyValuePair(new KeyValuePair(STREAMER, subject.streamer()));
    }
  }
}
