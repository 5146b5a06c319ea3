package dev.streamviewer.demo.chaos.fleet;

import static org.awaitility.Awaitility.await;

import dev.streamviewer.testing.HttpCalls;
import dev.streamviewer.testing.HttpCalls.NoAnswer;
import dev.streamviewer.testing.ScrapedMetrics;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service in a separate JVM that can be killed, stopped and restarted. */
public final class ServiceProcess implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final Duration EXIT_WITHIN = Duration.ofSeconds(90);

  private final String name;
  private final String host;
  private final String mainClass;
  private final Map<String, String> variables;
  private final File log;
  private final List<String> java = new ArrayList<>();
  private final Path overrides;
  private final Path isolatedOverrides;
  private String classPath;
  private Process process;

  /**
   * @param name the name of the process and of its log
   * @param prefix the prefix of the command
   * @param host the address of the process
   * @param mainClass the class to start
   * @param classPath the release to start
   * @param overrides a folder that precedes the class path
   * @param isolatedOverrides a folder in place of {@code overrides}, whose discovery finds no other
   *     process
   * @param variables all environment variables of the process
   * @param folder the folder of the log
   */
  public ServiceProcess(
      String name,
      List<String> prefix,
      String host,
      String mainClass,
      String classPath,
      Path overrides,
      Path isolatedOverrides,
      Map<String, String> variables,
      Path folder) {
    this.name = name;
    this.host = host;
    this.mainClass = mainClass;
    this.classPath = classPath;
    this.variables = variables;
    this.log = folder.resolve(name + ".log").toFile();
    java.addAll(prefix);
    java.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=logback.xml",
            "-Dvertx.logger-delegate-factory-class-name="
                + "io.vertx.core.logging.SLF4JLogDelegateFactory",
            "-cp"));
    this.overrides = overrides;
    this.isolatedOverrides = isolatedOverrides;
  }

  public String name() {
    return name;
  }

  /** Starts the process without waiting. */
  public void start() {
    start(mainClass);
  }

  /** Starts another main class in its place. */
  public void start(String other) {
    start(other, overrides);
  }

  /** Starts the process as the first of the cluster, until other processes find it. */
  public void startIsolated() {
    start(mainClass, isolatedOverrides);
  }

  private void start(String main, Path first) {
    var command = new ArrayList<>(java);
    command.add(first + File.pathSeparator + classPath);
    command.add(main);
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().putAll(variables);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void awaitReady() {
    await(name + " to be ready")
        .atMost(READY_WITHIN)
        .pollInterval(Duration.ofMillis(100))
        .until(this::isReady);
  }

  public void restart() {
    terminate();
    start();
    awaitReady();
  }

  /** Restarts the process as another release, from now on. */
  public void replaceBy(String otherClassPath) {
    classPath = otherClassPath;
    restart();
  }

  /** Returns the used heap in MB after a collection. */
  public long heap() {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    ShellCommand.run(jcmd, String.valueOf(process.pid()), "GC.run");
    return (long) metrics().sumOfLines("jvm_memory_used_bytes{area=\"heap\"") >> 20;
  }

  /** Returns a metric; 0 if the metric is missing or the process does not respond. */
  public double metric(String metric) {
    return metrics().total(metric);
  }

  private ScrapedMetrics metrics() {
    try {
      return ScrapedMetrics.of(management("/"));
    } catch (NoAnswer away) {
      return new ScrapedMetrics("");
    }
  }

  /** Kills the process without any shutdown work, as a power failure does. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Terminates the process as an orchestrator does: pending work may finish. */
  public void terminate() {
    process.destroy();
    awaitExit();
  }

  /** Freezes the process at any point of its work; connections stay open. */
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** Waits until the process reports that its event loops run. */
  public void awaitLive() {
    await(name + " to be live")
        .pollInSameThread()
        .atMost(READY_WITHIN)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> answers("/health/live"));
  }

  public boolean isReady() {
    if (!process.isAlive()) {
      throw new AssertionError("%s ended with %d".formatted(name, process.exitValue()));
    }
    return answers("/health/ready");
  }

  private boolean answers(String check) {
    try {
      return HttpCalls.get(management(check)).statusCode() < 300;
    } catch (NoAnswer notYet) {
      return false;
    }
  }

  private URI management(String path) {
    return URI.create("http://%s:%s%s".formatted(host, variables.get("MANAGEMENT_PORT"), path));
  }

  private void awaitExit() {
    try {
      if (!process.waitFor(EXIT_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(name + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A minimal Debian has no program of the name "kill"; every shell has a command of that name. */
  private void signal(String signal) {
    ShellCommand.run("sh", "-c", "kill -%s %d".formatted(signal, process.pid()));
  }
}
