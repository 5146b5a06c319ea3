package dev.streamviewer.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A separate JVM with the class path of the tests, and the lines of its output. */
public final class JavaProcess implements AutoCloseable {
  /** The position of SIGINT in the mask of signals. */
  private static final long SIGINT = 1 << 1;

  private static final List<String> INTERRUPTIBLE =
      ignoresInterrupts() ? List.of("env", "--default-signal=INT") : List.of();

  private final List<String> output = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final Process process;
  private final List<Thread> readers;

  /**
   * @param options the options of the JVM
   */
  public JavaProcess(
      List<String> options, String mainClass, Map<String, String> environment, String... arguments)
      throws IOException {
    this(List.of(), options, mainClass, environment, arguments);
  }

  /**
   * @param prefix a command that runs the JVM, such as one that enters a network namespace
   * @param options the options of the JVM
   */
  public JavaProcess(
      List<String> prefix,
      List<String> options,
      String mainClass,
      Map<String, String> environment,
      String... arguments)
      throws IOException {
    var command = new ArrayList<>(INTERRUPTIBLE);
    command.addAll(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    process = builder.start();
    readers =
        List.of(
            collect(process.getInputStream(), output), collect(process.getErrorStream(), errors));
  }

  /**
   * Whether this JVM ignores SIGINT, as a shell orders for commands in the background. A child
   * would ignore it too.
   */
  private static boolean ignoresInterrupts() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(it -> it.startsWith("SigIgn:"))
          .mapToLong(it -> Long.parseUnsignedLong(it.split("\\s+")[1], 16))
          .anyMatch(ignored -> (ignored & SIGINT) != 0);
    } catch (IOException notLinux) {
      return false;
    }
  }

  private static Thread collect(InputStream stream, List<String> lines) {
    var reader =
        new Thread(
            () -> {
              try (var text = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
                text.lines().forEach(lines::add);
              } catch (IOException | UncheckedIOException ended) {
                lines.add("");
              }
            });
    reader.setDaemon(true);
    reader.start();
    return reader;
  }

  /** The lines on standard output so far. */
  public List<String> output() {
    return output;
  }

  /** The lines on standard error so far. */
  public List<String> errors() {
    return errors;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Interrupts the process like Ctrl-C. */
  public void interrupt() throws IOException {
    signal("INT");
  }

  /** Kills the process as a power failure would: without any handover. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode();
  }

  /** Stops the process with SIGSTOP; connections stay open. */
  public void freeze() throws Exception {
    signal("STOP").waitFor();
  }

  /** Continues a frozen process. */
  public void thaw() throws Exception {
    signal("CONT").waitFor();
  }

  /** A minimal Debian has no program of the name "kill"; every shell has a command of that name. */
  private Process signal(String signal) throws IOException {
    return new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(signal, process.pid())).start();
  }

  /** Waits for the end of the process, and of its output. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(120, SECONDS)) {
      throw new AssertionError("It does not end: " + output + errors);
    }
    for (var reader : readers) {
      // A child of the process may keep the pipe open.
      reader.join(SECONDS.toMillis(60));
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
