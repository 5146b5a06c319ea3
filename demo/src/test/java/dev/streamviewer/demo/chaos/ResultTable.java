package dev.streamviewer.demo.chaos;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All results, as Markdown. */
final class ResultTable {
  private static final String HEAD =
      """
      | fault | sent | acknowledged | delivered | lost | shown twice | refused at first | longest outage | memory |
      | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
      """;

  private final List<FaultResult> results = new ArrayList<>();

  void add(FaultResult result) {
    results.add(result);
    System.out.print(row(result));
  }

  /** Prints one row for all results of the same name. */
  void printByFault(Path file) throws IOException {
    var text =
        results.stream()
            .collect(groupingBy(FaultResult::fault, TreeMap::new, toList()))
            .values()
            .stream()
            .map(it -> row(FaultResult.sum(it)))
            .collect(Collectors.joining("", HEAD, ""));
    write(file, text);
  }

  void print(Path file) throws IOException {
    var text = results.stream().map(ResultTable::row).collect(Collectors.joining("", HEAD, ""));
    write(file, text);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    System.out.println(text);
  }

  private static String row(FaultResult it) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %d | %.2f %% | %.1f s | %d MB |%n",
        it.fault(),
        it.sent(),
        it.acknowledged(),
        it.delivered(),
        it.lost().size(),
        it.shownTwice().size(),
        100 * it.refused(),
        it.outage().toMillis() / 1000.0,
        it.heap());
  }
}
