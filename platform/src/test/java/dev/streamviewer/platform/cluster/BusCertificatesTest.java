package dev.streamviewer.platform.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusCertificatesTest {
  @Test
  void writesTheKeyAndItsPasswordForThisUserOnly(@TempDir Path pem) throws Exception {
    make(pem);

    var stack = SecureJGroupsStack.write("cluster/jgroups-dns.xml", pem);

    try (var files = Files.list(stack.getParent())) {
      assertThat(files)
          .hasSize(3)
          .allSatisfy(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .containsExactlyInAnyOrder(
                          PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
  }

  /** Certificates made by {@code ./run certs}. */
  static Path make(Path folder) throws Exception {
    var process =
        new ProcessBuilder("bash", "../scripts/certs.sh", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return folder;
  }
}
