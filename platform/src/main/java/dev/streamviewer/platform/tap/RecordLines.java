package dev.streamviewer.platform.tap;

/** A message as one line of JSON, with its body and without, each made once for all taps. */
final class RecordLines {
  private final ObservedMessage seen;
  private final String node;
  private String brief;
  private String full;

  /**
   * @param node the process that saw it
   */
  RecordLines(ObservedMessage seen, String node) {
    this.seen = seen;
    this.node = node;
  }

  String of(boolean body) {
    if (body) {
      full = full == null ? SafeJson.line(seen.record(node, true)) : full;
      return full;
    }
    brief = brief == null ? SafeJson.line(seen.record(node, false)) : brief;
    return brief;
  }
}
