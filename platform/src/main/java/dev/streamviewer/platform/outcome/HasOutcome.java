package dev.streamviewer.platform.outcome;

/** An answer that tells what became of a message. */
public interface HasOutcome {
  /** The outcome in one or two words, such as {@code delivered}; a metric has the same label. */
  String outcome();

  /** The sentence that explains a refusal; null if the message was not refused. */
  String refusal();
}
