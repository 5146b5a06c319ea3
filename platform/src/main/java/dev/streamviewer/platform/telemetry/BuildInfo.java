package dev.streamviewer.platform.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.util.Optional;
import java.util.jar.Attributes;

/**
 * The build of a process.
 *
 * @param commit the commit of the sources, since all builds between two releases share a version
 */
public record BuildInfo(String version, String commit) {
  private static final String COMMIT = "Build-Commit";

  /** Reads the manifest of the jar that contains a class. */
  public static BuildInfo of(Class<?> type) {
    var attributes = attributes(type);
    return new BuildInfo(
        value(attributes, Attributes.Name.IMPLEMENTATION_VERSION.toString(), "development"),
        value(attributes, COMMIT, "unknown"));
  }

  private static Attributes attributes(Class<?> type) {
    var file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try {
      return type.getResource(file).openConnection() instanceof JarURLConnection jar
          ? Optional.ofNullable(jar.getMainAttributes()).orElseGet(Attributes::new)
          : new Attributes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String value(Attributes attributes, String name, String otherwise) {
    return Optional.ofNullable(attributes.getValue(name)).orElse(otherwise);
  }

  @Override
  public String toString() {
    return "%s (commit %s)".formatted(version, commit);
  }
}
