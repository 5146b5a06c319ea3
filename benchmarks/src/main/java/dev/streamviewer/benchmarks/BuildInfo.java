package dev.streamviewer.benchmarks;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A build of one state of the source.
 *
 * @param root the root of the source tree, where each module has its JAR
 * @param clusterPort the cluster port of its processes; not the default, so that they join no
 *     cluster that already runs here
 */
record BuildInfo(Path root, int clusterPort) {
  static final BuildInfo THIS = new BuildInfo(Path.of(""), 17_980);

  private static final int BASELINE_PORT = 18_280;

  /** The build to compare with; the environment names its root. */
  static Optional<BuildInfo> baseline() {
    return Optional.ofNullable(System.getenv("BASELINE"))
        .map(root -> new BuildInfo(Path.of(root), BASELINE_PORT));
  }

  Path jar(String module) {
    return root.resolve(module).resolve("target").resolve(module + ".jar");
  }
}
