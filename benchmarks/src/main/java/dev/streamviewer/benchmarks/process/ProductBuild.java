package dev.streamviewer.benchmarks.process;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A build of one state of the source.
 *
 * @param root the root of the source tree, where each module has its JAR
 * @param clusterPort the cluster port of its processes; not the default, so that they join no
 *     cluster that already runs here
 */
public record ProductBuild(Path root, int clusterPort) {
  public static final ProductBuild THIS = new ProductBuild(Path.of(""), 17_980);

  private static final int BASELINE_PORT = 18_480;

  /** JGroups takes the first free one of 32. */
  private static final int PORTS_OF_CLUSTER = 40;

  /** The same build with the ports of another cluster. */
  public ProductBuild inCluster(int number) {
    return new ProductBuild(root, clusterPort + number * PORTS_OF_CLUSTER);
  }

  /** The build to compare with; the environment names its root. */
  public static Optional<ProductBuild> baseline() {
    return Optional.ofNullable(System.getenv("BASELINE"))
        .map(root -> new ProductBuild(Path.of(root), BASELINE_PORT));
  }

  Path jar(String module) {
    return root.resolve(module).resolve("target").resolve(module + ".jar");
  }
}
