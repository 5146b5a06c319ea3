package dev.streamviewer.benchmarks;

import dev.streamviewer.benchmarks.load.LoadPlan;
import dev.streamviewer.benchmarks.load.LoadProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A server under load, bound to one core.
 *
 * @param port the port for callbacks
 * @param processes the processes that share the work, by name
 */
record ServerProcess(String name, int port, Map<String, ChildJvm> processes)
    implements AutoCloseable {
  static final String CEILING = "ceiling: signature only";

  private static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC");

  /** The share of the best cost so far; a run below still shows a gain from warming up. */
  private static final double GAIN_THRESHOLD = 0.95;

  private static final int STEADY_RUNS = 3;

  /** Starts the baseline that all others are compared with. */
  static ServerProcess ceiling() throws Exception {
    var port = FreePorts.free(1).get(0);
    var arguments = new ArrayList<>(OPTIONS);
    arguments.addAll(List.of("-cp", Classpath.absolute(), BaselineServer.class.getName()));
    arguments.addAll(List.of(String.valueOf(port), LoadProcess.SECRET));
    var jvm = ChildJvm.start(CpuPinning.MEASURED, Map.of(), arguments);
    jvm.await(() -> accepts(port));
    return new ServerProcess(CEILING, port, Map.of(CEILING, jvm));
  }

  /**
   * Starts the four services in one process.
   *
   * @param jvmOptions further options of the JVM
   */
  static ServerProcess allInOne(
      String name, BuildInfo build, int pusherPort, List<String> jvmOptions) throws Exception {
    var program = ProcessUnderTest.allInOne(build, pusherPort);
    return new ServerProcess(
        name, program.port(), Map.of(program.name(), start(program, jvmOptions)));
  }

  /** Starts each service in separate processes, all on the same core. */
  static ServerProcess cluster(String name, BuildInfo build, int webhookServices, int pusherPort)
      throws Exception {
    var programs = new LinkedHashMap<String, ProcessUnderTest>();
    programs.put("auth", ProcessUnderTest.member(build, "auth-service", pusherPort, "started"));
    programs.put(
        "notifier", ProcessUnderTest.member(build, "notifier-service", pusherPort, "started"));
    for (var i = 1; i <= webhookServices; i++) {
      programs.put(
          "webhook " + i, ProcessUnderTest.member(build, "webhook-service", pusherPort, "started"));
    }
    var gateway = ProcessUnderTest.member(build, "gateway", pusherPort, "ready");
    programs.put("gateway", gateway);
    var processes = new LinkedHashMap<String, ChildJvm>();
    try {
      for (var program : programs.entrySet()) {
        ProgressLine.say("starting %s of %s", program.getKey(), name);
        processes.put(program.getKey(), start(program.getValue(), List.of()));
      }
      return new ServerProcess(name, gateway.port(), processes);
    } catch (Exception e) {
      for (var process : processes.values()) {
        process.close();
      }
      throw e;
    }
  }

  private static ChildJvm start(ProcessUnderTest program, List<String> jvmOptions)
      throws Exception {
    var arguments = new ArrayList<>(OPTIONS);
    arguments.addAll(jvmOptions);
    arguments.addAll(List.of("-jar", program.jar().toAbsolutePath().toString()));
    var jvm = ChildJvm.start(CpuPinning.MEASURED, program.environment(), arguments);
    jvm.await(() -> program.ready().test(jvm));
    return jvm;
  }

  /** Runs a plan and measures the cost. */
  Measurement run(LoadGenerator load, LoadPlan plan) throws IOException, InterruptedException {
    var before = cpuSeconds();
    var result = load.run(plan);
    return new Measurement(result, cpuSeconds() - before);
  }

  /**
   * Runs a plan repeatedly until the cost no longer falls, so that little code remains to be
   * compiled.
   */
  void warmUp(LoadGenerator load, LoadPlan plan, int maxRuns)
      throws IOException, InterruptedException {
    var best = Double.MAX_VALUE;
    var runsWithoutGain = 0;
    for (var run = 0; run < maxRuns && runsWithoutGain < STEADY_RUNS; run++) {
      var cost = run(load, plan).cpuSecondsPer10k();
      ProgressLine.say("warming up %s: %.2f CPU s per 10,000", name, cost);
      runsWithoutGain = cost < best * GAIN_THRESHOLD ? 0 : runsWithoutGain + 1;
      best = Math.min(best, cost);
    }
  }

  /** The only process of a server with a single process. */
  ChildJvm jvm() {
    return processes.values().iterator().next();
  }

  /** Each process's share of the total processor time so far. */
  String shares() {
    return processes.entrySet().stream()
        .map(
            it ->
                "%s %.0f %%"
                    .formatted(it.getKey(), it.getValue().cpuSeconds() / cpuSeconds() * 100))
        .collect(Collectors.joining(", "));
  }

  /** Resident memory of all processes, in megabytes. */
  double megabytes() {
    return processes.values().stream().mapToLong(it -> it.residentKilobytes().orElse(0L)).sum()
        / 1024.0;
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

  private static boolean accepts(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
