package dev.streamviewer.tap.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Formats a record of the tap as one line for a person. */
final class TapLine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
  private static final List<String> SUBJECT_FIELDS = List.of("streamer", "type", "message");

  /** Control characters that a terminal may execute; some of the shown text is untrusted. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}]");

  private static final int DIM = 2;
  private static final int RED = 31;
  private static final int GREEN = 32;
  private static final int YELLOW = 33;
  private static final int BLUE = 34;
  private static final int MAGENTA = 35;
  private static final int CYAN = 36;
  private static final int SLOW_MILLIS = 500;

  private final boolean colours;
  private final ZoneId zone;

  TapLine(boolean colours, ZoneId zone) {
    this.colours = colours;
    this.zone = zone;
  }

  String of(JsonNode record) {
    var line = new StringBuilder();
    line.append(paint(DIM, time(text(record, "time"))));
    line.append(' ').append(arrow(record));
    line.append(' ').append(paint(CYAN, padded("%-22s", text(record, "address"))));
    line.append(' ').append(padded("%-7s", text(record, "kind")));
    line.append(' ').append(paint(DIM, padded("%6d B", record.path("size").asInt())));
    line.append(' ').append(latency(record.path("latencyMs")));
    line.append(' ').append(paint(DIM, text(record, "node")));
    for (var field : SUBJECT_FIELDS) {
      if (record.hasNonNull(field)) {
        line.append("  ").append(paint(MAGENTA, text(record, field)));
      }
    }
    if (record.hasNonNull("outcome")) {
      line.append("  ").append(outcome(record, "failure"));
    } else if (record.hasNonNull("failure")) {
      line.append("  ").append(paint(RED, text(record, "failure")));
    }
    if (record.hasNonNull("body")) {
      line.append("\n    ").append(printable(record.path("body").toString()));
    }
    return line.toString();
  }

  /** The outcome of a message, and the reason of a refusal. */
  String outcome(JsonNode outcome) {
    var line = new StringBuilder();
    line.append(paint(DIM, day(text(outcome, "time"))));
    line.append(' ').append(padded("%-24s", text(outcome, "node")));
    line.append(' ').append(paint(CYAN, padded("%-18s", text(outcome, "address"))));
    if (outcome.hasNonNull("streamer")) {
      line.append(' ').append(paint(MAGENTA, text(outcome, "streamer")));
    }
    line.append("  ").append(outcome(outcome, "reason"));
    return line.toString();
  }

  private String outcome(JsonNode record, String reason) {
    var outcome = text(record, "outcome");
    return record.hasNonNull(reason)
        ? paint(RED, outcome + ": " + text(record, reason))
        : paint(GREEN, outcome);
  }

  /** A process that joined or left. */
  String member(JsonNode member) {
    var node = text(member, "node");
    return paint(
        YELLOW,
        switch (text(member, "change")) {
          case "joined" -> "· %s joined".formatted(node);
          case "left" -> "· %s left".formatted(node);
          default -> "· %s no longer answers".formatted(node);
        });
  }

  String leftOut(long count) {
    return paint(
        YELLOW,
        "… %d omitted: more messages than a tap shows or its reader reads".formatted(count));
  }

  /** Replaces control characters of a text. */
  static String printable(String text) {
    return CONTROL.matcher(text).replaceAll("�");
  }

  private static String text(JsonNode record, String field) {
    return printable(record.path(field).asText());
  }

  private String time(String text) {
    return time(TIME, text);
  }

  private String day(String text) {
    return time(DAY, text);
  }

  private String time(DateTimeFormatter format, String text) {
    try {
      return format.format(Instant.parse(text).atZone(zone));
    } catch (DateTimeException e) {
      return text;
    }
  }

  private String arrow(JsonNode record) {
    return "out".equals(record.path("direction").asText()) ? paint(BLUE, "→") : paint(GREEN, "←");
  }

  private String latency(JsonNode millis) {
    var text = millis.isNumber() ? padded("%.1f ms", millis.asDouble()) : "";
    return paint(millis.asDouble() > SLOW_MILLIS ? YELLOW : GREEN, padded("%10s", text));
  }

  private static String padded(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }

  private String paint(int colour, String text) {
    return colours ? "\033[%dm%s\033[0m".formatted(colour, text) : text;
  }
}
