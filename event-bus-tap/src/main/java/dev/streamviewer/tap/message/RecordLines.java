package dev.streamviewer.tap.message;

/** A message as one line of JSON, with and without body; each line is encoded once for all taps. */
public final class RecordLines {
  private final ObservedMessage message;
  private final String node;
  private String brief;
  private String full;

  /**
   * @param node the process that observed the message
   */
  public RecordLines(ObservedMessage message, String node) {
    this.message = message;
    this.node = node;
  }

  public String of(boolean body) {
    if (body) {
      full = full == null ? SafeJson.line(message.record(node, true)) : full;
      return full;
    }
    brief = brief == null ? SafeJson.line(message.record(node, false)) : brief;
    return brief;
  }
}
