package dev.streamviewer.benchmarks.throughput;

import dev.streamviewer.benchmarks.load.LoadPlan;
import dev.streamviewer.benchmarks.load.LoadProcess;
import dev.streamviewer.benchmarks.process.ChildJvm;
import dev.streamviewer.benchmarks.process.CpuPinning;
import dev.streamviewer.benchmarks.process.OwnClasspath;
import dev.streamviewer.benchmarks.process.ProductBuild;
import dev.streamviewer.benchmarks.process.ProductProgram;
import dev.streamviewer.benchmarks.report.ProgressLine;
import dev.streamviewer.testing.FreePorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A server under load.
 *
 * @param ports the ports for callbacks
 * @param processes the processes that share the work, by name
 */
public record LoadedServer(String name, List<Integer> ports, Map<String, ChildJvm> processes)
    implements AutoCloseable {
  public static final String CEILING = "ceiling: signature only";

  /** The share of the best cost so far; a run below still shows a gain from warming up. */
  private static final double GAIN_THRESHOLD = 0.95;

  private static final int STEADY_RUNS = 3;

  /** The compilers' share of the cost, above which a server is not warm. */
  private static final double COMPILING = 0.1;

  /** Otherwise an idle compiler thread ends, and its time is no longer listed. */
  private static final String KEEP_COMPILER_THREADS = "-XX:-UseDynamicNumberOfCompilerThreads";

  private static final String GATEWAY = "gateway";
  private static final String POD = "pod ";

  /** Starts the baseline that all others are compared with. */
  public static LoadedServer ceiling() throws Exception {
    var port = FreePorts.one();
    var arguments = new ArrayList<>(ProductProgram.JVM_OPTIONS);
    arguments.add(KEEP_COMPILER_THREADS);
    arguments.addAll(List.of("-cp", OwnClasspath.absolute(), BaselineServer.class.getName()));
    arguments.addAll(List.of(String.valueOf(port), LoadProcess.SECRET));
    var jvm = ChildJvm.start(CpuPinning.MEASURED, Map.of(), arguments);
    jvm.await(() -> accepts(port));
    return new LoadedServer(CEILING, List.of(port), Map.of(CEILING, jvm));
  }

  /** Starts the receiver in Node; it sends events to Pusher in batches, and awaits no answer. */
  public static LoadedServer node(String name, Path script, int pusherPort) throws Exception {
    var port = FreePorts.one();
    var command =
        List.of(
            "node",
            script.toAbsolutePath().toString(),
            String.valueOf(port),
            LoadProcess.SECRET,
            String.valueOf(pusherPort));
    var process = ChildJvm.startProgram(CpuPinning.MEASURED, Map.of(), command);
    process.await(() -> accepts(port));
    return new LoadedServer(name, List.of(port), Map.of(name, process));
  }

  /**
   * Starts the four services in one process.
   *
   * @param jvmOptions further options of the JVM
   */
  public static LoadedServer allInOne(
      String name, ProductBuild build, int pusherPort, List<String> jvmOptions) throws Exception {
    return allInOne(name, build, pusherPort, jvmOptions, CpuPinning.MEASURED);
  }

  /** Starts the four services in one process, bound to a core or free to use all. */
  public static LoadedServer allInOne(
      String name, ProductBuild build, int pusherPort, List<String> jvmOptions, CpuPinning core)
      throws Exception {
    var program = ProductProgram.allInOne(build, pusherPort);
    var options = new ArrayList<>(jvmOptions);
    options.add(KEEP_COMPILER_THREADS);
    return new LoadedServer(
        name, List.of(program.port()), Map.of(program.name(), program.start(core, options)));
  }

  /** Starts the processes of a cluster. */
  public static LoadedServer cluster(
      String name, ProductBuild build, ClusterLayout layout, int pusherPort) throws Exception {
    var programs = programs(build, layout, pusherPort);
    var processes = new LinkedHashMap<String, ChildJvm>();
    try {
      for (var program : programs.entrySet()) {
        ProgressLine.say("starting %s of %s", program.getKey(), name);
        var core = layout.coreOf(processes.size());
        processes.put(
            program.getKey(), program.getValue().start(core, List.of(KEEP_COMPILER_THREADS)));
      }
      return new LoadedServer(name, ports(programs), processes);
    } catch (Exception e) {
      for (var process : processes.values()) {
        process.close();
      }
      throw e;
    }
  }

  /** The programs by name, in the order of their start: the gateway waits for all others. */
  private static Map<String, ProductProgram> programs(
      ProductBuild build, ClusterLayout layout, int pusherPort) throws IOException {
    var variables = layout.variables();
    var programs = new LinkedHashMap<String, ProductProgram>();
    for (var i = 1; i <= layout.pods(); i++) {
      programs.put(
          POD + i, ProductProgram.member(build, "all-in-one", pusherPort, "started", variables));
    }
    if (layout.pods() > 0) {
      return programs;
    }
    programs.put(
        "auth", ProductProgram.member(build, "auth-service", pusherPort, "started", variables));
    for (var i = 1; i <= layout.notifiers(); i++) {
      programs.put(
          "notifier " + i,
          ProductProgram.member(build, "notifier-service", pusherPort, "started", variables));
    }
    for (var i = 1; i <= layout.webhookServices(); i++) {
      programs.put(
          "webhook " + i,
          ProductProgram.member(build, "webhook-service", pusherPort, "started", variables));
    }
    programs.put(GATEWAY, ProductProgram.member(build, GATEWAY, pusherPort, "ready", variables));
    return programs;
  }

  /** The ports of the processes that listen for callbacks. */
  private static List<Integer> ports(Map<String, ProductProgram> programs) {
    return programs.entrySet().stream()
        .filter(it -> it.getKey().equals(GATEWAY) || it.getKey().startsWith(POD))
        .map(it -> it.getValue().port())
        .toList();
  }

  /** Runs a plan and measures the cost. */
  public ThroughputMeasurement run(LoadGenerator load, LoadPlan plan)
      throws IOException, InterruptedException {
    var before = cpuSeconds();
    var compiled = compilerSeconds();
    var result = load.run(plan);
    return new ThroughputMeasurement(result, cpuSeconds() - before, compilerSeconds() - compiled);
  }

  /** Runs a plan repeatedly until the cost no longer falls and the compilers are nearly idle. */
  public void warmUp(LoadGenerator load, LoadPlan plan, int maxRuns)
      throws IOException, InterruptedException {
    var best = Double.MAX_VALUE;
    var runsWithoutGain = 0;
    for (var run = 0; run < maxRuns && runsWithoutGain < STEADY_RUNS; run++) {
      var measured = run(load, plan);
      var cost = measured.cpuSecondsPer10k();
      ProgressLine.say(
          "warming up %s: %.2f CPU s per 10,000, %.0f %% of it the compiler",
          name, cost, measured.compilerShare() * 100);
      var gains = cost < best * GAIN_THRESHOLD || measured.compilerShare() > COMPILING;
      runsWithoutGain = gains ? 0 : runsWithoutGain + 1;
      best = Math.min(best, cost);
    }
  }

  /** The only process of a server with a single process. */
  public ChildJvm jvm() {
    return processes.values().iterator().next();
  }

  /** Each process's share of the total processor time so far. */
  public String shares() {
    return processes.entrySet().stream()
        .map(
            it ->
                "%s %.0f %%"
                    .formatted(it.getKey(), it.getValue().cpuSeconds() / cpuSeconds() * 100))
        .collect(Collectors.joining(", "));
  }

  /** The resident memory of each process, in megabytes. */
  public String memory() {
    return processes.entrySet().stream()
        .map(it -> "%s %.0f MB".formatted(it.getKey(), megabytes(it.getValue())))
        .collect(Collectors.joining(", "));
  }

  /** Resident memory of all processes, in megabytes. */
  public double megabytes() {
    return processes.values().stream().mapToDouble(LoadedServer::megabytes).sum();
  }

  private static double megabytes(ChildJvm jvm) {
    return jvm.residentKilobytes().orElse(0L) / 1024.0;
  }

  @Override
  public void close() throws IOException {
    for (var process : processes.values()) {
      process.close();
    }
  }

  private double cpuSeconds() {
    return processes.values().stream().mapToDouble(ChildJvm::cpuSeconds).sum();
  }

  private double compilerSeconds() {
    return processes.values().stream().mapToDouble(ChildJvm::compilerSeconds).sum();
  }

  private static boolean accepts(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
