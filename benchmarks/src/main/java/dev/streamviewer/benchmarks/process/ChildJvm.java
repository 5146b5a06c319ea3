package dev.streamviewer.benchmarks.process;

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

/** A child JVM, or another program, in an empty folder; ends with this JVM at the latest. */
public final class ChildJvm implements AutoCloseable {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(5);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
  private static final long STOP_TIMEOUT_SECONDS = 15;
  private static final Pattern HEAP_USED =
      Pattern.compile("(?:generation|heap) +total \\d+K, used (\\d+)K");

  /** The kernel cuts names of threads after 15 characters. */
  private static final Pattern COMPILER = Pattern.compile("C[12] CompilerThre.*");

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
   * Starts a JVM with the Java of this process.
   *
   * @param core the core that the JVM is bound to
   * @param environment additions to the environment of this process
   * @param arguments the arguments of the JVM and of the program
   */
  public static ChildJvm start(
      CpuPinning core, Map<String, String> environment, List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    return startProgram(core, environment, command);
  }

  /** Starts a program that is no JVM. */
  public static ChildJvm startProgram(
      CpuPinning core, Map<String, String> environment, List<String> program) throws IOException {
    var command = new ArrayList<>(core.prefix());
    command.addAll(program);
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

  /** Polls every few milliseconds until the process is ready. */
  public void await(BooleanSupplier ready) throws InterruptedException {
    var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "A child process ended, or was not ready within "
                + START_TIMEOUT.toSeconds()
                + " s. Its output:\n"
                + output());
      }
      Thread.sleep(POLL_INTERVAL.toMillis());
    }
  }

  /** The complete output so far. */
  public String output() {
    return read(output).orElse("");
  }

  /**
   * The resident memory in kilobytes; empty without /proc. The sum over all mappings is exact,
   * while the counter of {@code /proc/PID/status} may lag behind.
   */
  public Optional<Long> residentKilobytes() {
    return read(Path.of("/proc", String.valueOf(process.pid()), "smaps_rollup"))
        .flatMap(sums -> sums.lines().filter(line -> line.startsWith("Rss:")).findFirst())
        .map(line -> Long.valueOf(line.replaceAll("\\D", "")));
  }

  /** Runs a command of {@code jcmd} in the JVM. */
  public String command(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(String.valueOf(process.pid()));
    command.addAll(List.of(words));
    var jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
    var result = new String(jcmd.getInputStream().readAllBytes());
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd " + String.join(" ", words) + " failed: " + result);
    }
    return result;
  }

  /** The used heap after a full collection. */
  public double liveHeapMegabytes() throws IOException, InterruptedException {
    command("GC.run");
    // Matches "def new generation total 157248K, used 5631K [0x…" and "tenured generation total …".
    return HEAP_USED
            .matcher(command("GC.heap_info"))
            .results()
            .mapToLong(it -> Long.parseLong(it.group(1)))
            .sum()
        / 1024.0;
  }

  /** Processor time of all threads so far. */
  public double cpuSeconds() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /** Processor time of the JVM's two compilers so far. */
  public double compilerSeconds() {
    return ThreadTimes.seconds(process.pid(), COMPILER.asMatchPredicate());
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT_SECONDS, SECONDS)) {
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
