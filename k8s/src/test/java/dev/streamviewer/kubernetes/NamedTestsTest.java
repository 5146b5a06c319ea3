package dev.streamviewer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests that documents name as evidence. A renamed test would leave a claim without any. */
class NamedTestsTest {
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:\\.(\\w+))?`");

  @Test
  void documentsNameExistingTests() {
    var classes = classes();

    for (var document : RepositoryFiles.files("docs", ".md")) {
      assertThat(NAME.matcher(RepositoryFiles.read(document)).results())
          .allSatisfy(
              it ->
                  assertThat(classes.getOrDefault(it.group(1) + ".java", List.of()))
                      .as(document.getFileName() + ": " + it.group())
                      .anyMatch(file -> has(file, it.group(2))));
    }
  }

  private static boolean has(Path file, String method) {
    return method == null || RepositoryFiles.read(file).contains(" " + method + "(");
  }

  /** The test classes by file name, of which modules may have several. */
  private static Map<String, List<Path>> classes() {
    try (var files = Files.walk(RepositoryFiles.ROOT, 12)) {
      return files
          .filter(it -> it.toString().matches(".*/src/test/java/.*(Test|IT)\\.java"))
          .collect(Collectors.groupingBy(it -> it.getFileName().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
