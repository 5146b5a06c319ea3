package dev.streamviewer.benchmarks;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Another JVM, in an empty folder; it ends with this one at the latest. */
final class ChildJvm implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final Duration TIME_TO_START = Duration.ofSeconds(90);
  private static final long SECONDS_TO_STOP = 15;
  private static final Pattern HEAP_USED =
      Pattern.compile("(?:generation|heap) +total \\d+K, used (\\d+)K");

  private final Process process;
  private final Path folder;
  private final Path output;
  private final Thread hook;

  private ChildJvm(Process process, Path folder, Path output) {
    this.process = process;
    this.folder = folder;
    this.output = output;
    this.hook = new Thread(process::destroyForcibly, "child");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts the same Java as this one.
   *
   * @param environment over that of this process
   * @param arguments of the JVM and of the program
   */
  static ChildJvm start(Map<String, String> environment, List<String> arguments)
      throws IOException {
    return start(CpuPinning.ANY, environment, arguments);
  }

  /** As {@link #start(Map, List)}, bound to a core. */
  static ChildJvm start(CpuPinning core, Map<String, String> environment, List<String> arguments)
      throws IOException {
    var command = new ArrayList<>(core.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    var folder = Files.createTempDirectory("benchmark");
    var output = folder.resolve("output.txt");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return new ChildJvm(builder.start(), folder, output);
  }

  /** Looks every few milliseconds whether it is ready, and returns once it is. */
  void await(BooleanSupplier ready) throws InterruptedException {
    var deadline = System.nanoTime() + TIME_TO_START.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("A child process did not start:\n" + output());
      }
      Thread.sleep(LOOK_AGAIN.toMillis());
    }
  }

  /** All that it has printed. */
  String output() {
    return read(output).orElse("");
  }

  /** How much memory it occupies; empty where there is no /proc. */
  Optional<Long> residentKilobytes() {
    return read(Path.of("/proc", String.valueOf(process.pid()), "status"))
        .flatMap(status -> status.lines().filter(line -> line.startsWith("VmRSS:")).findFirst())
        .map(line -> Long.valueOf(line.replaceAll("\\D", "")));
  }

  /** Has the JVM do one of the things that {@code jcmd} knows. */
  String command(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(String.valueOf(process.pid()));
    command.addAll(List.of(words));
    var jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(jcmd.getInputStream().readAllBytes());
    if (jcmd.waitFor() != 0) {
      throw new IOException(said);
    }
    return said;
  }

  /** How much of its heap is in use once all garbage has been collected. */
  double liveHeapMegabytes() throws IOException, InterruptedException {
    command("GC.run");
    // Such as "def new generation total 157248K, used 5631K [0x…" and "tenured generation total …".
    return HEAP_USED
            .matcher(command("GC.heap_info"))
            .results()
            .mapToLong(it -> Long.parseLong(it.group(1)))
            .sum()
        / 1024.0;
  }

  /** Processor time of all its threads so far. */
  double cpuSeconds() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_STOP, SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(hook);
    try (var files = Files.list(folder)) {
      files.map(Path::toFile).forEach(File::delete);
    }
    Files.delete(folder);
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
