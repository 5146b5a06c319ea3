package dev.streamviewer.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Access to the files and scripts of the repository. */
final class RepositoryFiles {
  static final Path ROOT = RenderedManifests.FOLDER.getParent();

  private RepositoryFiles() {}

  /** The exit code and the standard output. */
  record Output(int code, String text) {}

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  static JsonObject yaml(Path file) {
    return new JsonObject(
        (Map<String, Object>) new KubernetesSerialization().unmarshal(read(file), Map.class));
  }

  /** The files of a folder with a given ending. */
  static List<Path> files(String folder, String end) {
    try (var files = Files.list(ROOT.resolve(folder))) {
      return files.filter(it -> it.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a script of Bash that may take long, and shows its output. */
  static void script(Path sources, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var words = Stream.concat(Stream.of("bash"), Stream.of(command)).toList();
    var builder = new ProcessBuilder(words).directory(sources.toFile()).inheritIO();
    builder.environment().putAll(environment);
    var process = builder.start();
    if (!process.waitFor(20, MINUTES) || process.exitValue() != 0) {
      throw new AssertionError(command[0] + " failed, or took longer than 20 minutes");
    }
  }

  static Output run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command)
            .directory(ROOT.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    var process = builder.start();
    var text = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(60, SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(String.join(" ", command) + " did not end within 60 s");
    }
    return new Output(process.exitValue(), text);
  }
}
