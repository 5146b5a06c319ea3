package dev.streamviewer.platform.telemetry;

import org.slf4j.spi.LoggingEventBuilder;

/** Log lines about another subject than the current work, such as one event of a batch. */
public final class LogLine {
  private LogLine() {}

  /** Adds a subject to a line. */
  public static LoggingEventBuilder about(MessageSubject subject, LoggingEventBuilder line) {
    return line.addKeyValue(SubjectFilter.MESSAGE_ID, subject.messageId())
        .addKeyValue(SubjectFilter.STREAMER, subject.streamer());
  }
}
