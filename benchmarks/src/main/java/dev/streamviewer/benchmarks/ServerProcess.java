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
 * What takes the load, bound to one core.
 *
 * @param port where callbacks are posted to
 * @param processes one, or all that share the work, by their names
 */
record ServerProcess(String name, int port, Map<String, ChildJvm> processes)
    implements AutoCloseable {
  static final String CEILING = "ceiling: signature only";

  private static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC");

  /** A run that costs less than this part of the best before it shows that more may be gained. */
  private static final double GAIN = 0.95;

  private static final int STEADY_RUNS = 3;

  /** The measure of all others. */
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
   * The four services in one process.
   *
   * @param more options of the JVM
   */
  static ServerProcess allInOne(String name, BuildInfo build, int pusherPort, List<String> more)
      throws Exception {
    var program = ProcessUnderTest.allInOne(build, pusherPort);
    return new ServerProcess(name, program.port(), Map.of(program.name(), start(program, more)));
  }

  /** Each service in processes of their own, all of them on the one core. */
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

  private static ChildJvm start(ProcessUnderTest program, List<String> more) throws Exception {
    var arguments = new ArrayList<>(OPTIONS);
    arguments.addAll(more);
    arguments.addAll(List.of("-jar", program.jar().toAbsolutePath().toString()));
    var jvm = ChildJvm.start(CpuPinning.MEASURED, program.environment(), arguments);
    jvm.await(() -> program.ready().test(jvm));
    return jvm;
  }

  /** Loads it, and tells what that cost. */
  Measurement run(LoadGenerator load, LoadPlan plan) throws IOException, InterruptedException {
    var before = cpuSeconds();
    var result = load.run(plan);
    return new Measurement(result, cpuSeconds() - before);
  }

  /** Loads it until that costs no less than before, so that little is still to be compiled. */
  void warmUp(LoadGenerator load, LoadPlan plan, int most)
      throws IOException, InterruptedException {
    var best = Double.MAX_VALUE;
    var inVain = 0;
    for (var run = 0; run < most && inVain < STEADY_RUNS; run++) {
      var cost = run(load, plan).cpuSecondsPer10k();
      ProgressLine.say("warming up %s: %.2f CPU s per 10,000", name, cost);
      inVain = cost < best * GAIN ? 0 : inVain + 1;
      best = Math.min(best, cost);
    }
  }

  /** The one process, of a server that has no more. */
  ChildJvm jvm() {
    return processes.values().iterator().next();
  }

  /** Which of its processes used how much of all the processor time that it used so far. */
  String shares() {
    return processes.entrySet().stream()
        .map(
            it ->
                "%s %.0f %%"
                    .formatted(it.getKey(), it.getValue().cpuSeconds() / cpuSeconds() * 100))
        .collect(Collectors.joining(", "));
  }

  /** Resident memory of all its processes, in megabytes. */
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
