package dev.streamviewer.tap.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints what became of a message, as all processes remember it. */
final class OutcomeReport {
  private final TapLine line;
  private final PrintStream out;

  OutcomeReport(TapLine line, PrintStream out) {
    this.line = line;
    this.out = out;
  }

  /**
   * Prints an answer of the server.
   *
   * @return whether any process remembers the message
   * @throws IOException if the answer cannot be read; the message is a sentence for the user
   */
  boolean print(String answer) throws IOException {
    var found = read(answer);
    for (var outcome : found.path("outcomes")) {
      out.println(line.outcome(outcome));
    }
    var processes = names(found.path("processes"));
    if (found.path("outcomes").isEmpty()) {
      out.printf(
          "No process remembers %s. It never arrived, or is too long ago. Asked: %s.%n",
          TapLine.printable(found.path("message").asText()), processes);
      return false;
    }
    out.printf("Asked: %s.%n", processes);
    return true;
  }

  private static JsonNode read(String answer) throws IOException {
    try {
      return new ObjectMapper().readTree(answer);
    } catch (JsonProcessingException e) {
      throw new IOException("The answer is not readable. Is it a process of another version?", e);
    }
  }

  private static String names(JsonNode processes) {
    List<String> names = new ArrayList<>();
    processes.forEach(it -> names.add(TapLine.printable(it.asText())));
    return names.isEmpty() ? "no process" : String.join(", ", names);
  }
}
