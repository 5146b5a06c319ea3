package dev.streamviewer.benchmarks.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary folder with certificates for the bus, as {@code ./run certs} makes them. */
record TestCertificates(Path folder) implements AutoCloseable {
  private static final int MAKE_SECONDS = 30;

  static TestCertificates make() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("certificates");
    var script =
        new ProcessBuilder("bash", "scripts/certs.sh", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!script.waitFor(MAKE_SECONDS, SECONDS) || script.exitValue() != 0) {
      throw new IOException("scripts/certs.sh could not make certificates; it needs openssl");
    }
    return new TestCertificates(folder);
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
