package dev.streamviewer.platform.tap.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A record of the tap as one line for a person. */
final class TapLine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private final boolean colours;
  private final ZoneId zone;

  TapLine(boolean colours, ZoneId zone) {
    this.colours = colours;
    this.zone = zone;
  }

  String of(JsonNode record) {
    var line = new StringBuilder();
    line.append(dim(TIME.format(Instant.parse(record.path("time").asText()).atZone(zone))));
    line.append(' ').append(arrow(record));
    line.append(' ').append(paint(36, "%-22s".formatted(record.path("address").asText())));
    line.append(' ').append("%-7s".formatted(record.path("kind").asText()));
    line.append(' ').append(dim("%6d B".formatted(record.path("size").asInt())));
    line.append(' ').append(latency(record.path("latencyMs")));
    line.append(' ').append(dim(record.path("node").asText()));
    for (var field : new String[] {"streamer", "type"}) {
      if (record.hasNonNull(field)) {
        line.append("  ").append(paint(35, record.path(field).asText()));
      }
    }
    if (record.hasNonNull("failure")) {
      line.append("  ").append(paint(31, record.path("failure").asText()));
    }
    if (record.hasNonNull("body")) {
      line.append("\n    ").append(record.path("body"));
    }
    return line.toString();
  }

  String leftOut(long count) {
    return paint(33, "… %d left out, since more came than a tap shows".formatted(count));
  }

  private String arrow(JsonNode record) {
    var sent = "sent".equals(record.path("direction").asText());
    return sent ? paint(34, "→") : paint(32, "←");
  }

  private String latency(JsonNode millis) {
    var text = millis.isNumber() ? "%.1f ms".formatted(millis.asDouble()) : "";
    return paint(millis.asDouble() > 500 ? 33 : 32, "%10s".formatted(text));
  }

  private String dim(String text) {
    return paint(2, text);
  }

  private String paint(int colour, String text) {
    return colours ? "\033[%dm%s\033[0m".formatted(colour, text) : text;
  }
}
