package dev.streamviewer.platform.telemetry;

import org.slf4j.spi.LoggingEventBuilder;

/** Lines about something else than the work under way, such as one event of a batch. */
public final class LogLine {
  private LogLine() {}

  /** The line, with what it is about. */
  public static LoggingEventBuilder about(MessageSubject subject, LoggingEventBuilder line) {
    return line.addKeyValue(SubjectFilter.MESSAGE_ID, subject.messageId())
        .addKeyValue(SubjectFilter.STREAMER, subject.streamer());
  }
}
