package dev.streamviewer.benchmarks;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What was built from one state of the source.
 *
 * @param root of the source, where each module has its JAR
 * @param clusterPort where its processes meet; other than the default, so that no cluster that runs
 *     here already is joined
 */
record BuildInfo(Path root, int clusterPort) {
  static final BuildInfo THIS = new BuildInfo(Path.of(""), 17_980);

  private static final int BASELINE_PORT = 18_280;

  /** Another one to compare with: its root, as the environment names it. */
  static Optional<BuildInfo> baseline() {
    return Optional.ofNullable(System.getenv("BASELINE"))
        .map(root -> new BuildInfo(Path.of(root), BASELINE_PORT));
  }

  Path jar(String module) {
    return root.resolve(module).resolve("target").resolve(module + ".jar");
  }
}
