package dev.streamviewer.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildInfoTest {
  @TempDir private Path folder;

  @Test
  void readsVersionAndCommitFromTheJarOfTheClass() throws Exception {
    try (var loader = new URLClassLoader(new URL[] {jar().toUri().toURL()}, null)) {
      var packed = loader.loadClass(RecordOfBuild.class.getName());

      assertThat(BuildInfo.of(packed)).isEqualTo(new BuildInfo("1.2.3", "abc1234"));
      assertThat(BuildInfo.of(packed)).hasToString("1.2.3 (commit abc1234)");
    }
  }

  @Test
  void knowsNeitherOutsideOfAJar() {
    assertThat(BuildInfo.of(BuildInfoTest.class))
        .isEqualTo(new BuildInfo("development", "unknown"));
  }

  private Path jar() throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Name.IMPLEMENTATION_VERSION, "1.2.3");
    manifest.getMainAttributes().putValue("Build-Commit", "abc1234");
    var jar = folder.resolve("service.jar");
    var name = RecordOfBuild.class.getName().replace('.', '/') + ".class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var bytes = BuildInfoTest.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      bytes.transferTo(out);
    }
    return jar;
  }

  /** A class that the jar contains. */
  record RecordOfBuild() {}
}
