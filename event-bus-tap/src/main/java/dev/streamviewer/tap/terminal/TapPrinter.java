package dev.streamviewer.tap.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;

/** Prints events of a tap, and a summary at the end. */
final class TapPrinter {
  private final ObjectMapper mapper = new ObjectMapper();
  private final TapSummary summary = new TapSummary();
  private final boolean json;
  private final TapLine line;
  private final PrintStream out;
  private final PrintStream errors;
  private boolean closed;

  /**
   * @param json prints unformatted records for a program, and no summary
   */
  TapPrinter(boolean json, TapLine line, PrintStream out, PrintStream errors) {
    this.json = json;
    this.line = line;
    this.out = out;
    this.errors = errors;
  }

  /**
   * Prints one event.
   *
   * @param name empty for a record
   * @return whether to continue: false once the output is closed
   */
  synchronized boolean show(String name, String data) {
    if (closed) {
      return false;
    }
    try {
      var tree = mapper.readTree(data);
      switch (name) {
        case "left-out" -> leftOut(tree.path("count").asLong());
        case "member" -> member(tree);
        case "end" -> errors.println(TapLine.printable(tree.path("reason").asText()));
        default -> {
          summary.add(tree);
          out.println(json ? data : line.of(tree));
        }
      }
    } catch (JsonProcessingException e) {
      errors.println("Unreadable record: " + TapLine.printable(data));
    }
    return !out.checkError();
  }

  /** Prints the summary and ignores all later events. */
  synchronized void close() {
    if (!closed) {
      closed = true;
      if (!json) {
        summary.lines().forEach(out::println);
      }
      out.flush();
    }
  }

  /** Shows a process that comes or goes; those that were there from the start are no news. */
  private void member(JsonNode member) {
    if (!json && !"present".equals(member.path("change").asText())) {
      errors.println(line.member(member));
    }
  }

  private void leftOut(long count) {
    summary.leftOut(count);
    errors.println(line.leftOut(count));
  }
}
