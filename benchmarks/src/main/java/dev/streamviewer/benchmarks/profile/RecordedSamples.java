package dev.streamviewer.benchmarks.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** Aggregated samples of a flight recording. */
final class RecordedSamples {
  private static final int MAX_ROWS = 25;
  private static final String OTHER = "other";
  private static final String OUR_PACKAGES = "dev.streamviewer.";

  /**
   * The purposes by class name prefix; the first match decides, from the innermost frame outwards.
   */
  private static final Map<String, String> PURPOSES = purposes();

  private final Map<String, Double> purposes = new HashMap<>();
  private final Map<String, Double> methods = new HashMap<>();
  private final Map<String, Double> lines = new HashMap<>();
  private final Set<Long> threads = new HashSet<>();
  private final Map<String, Double> allocations = new HashMap<>();
  private final Map<String, Double> allocatingLines = new HashMap<>();

  /** A share of all samples. */
  record Share(String name, double share) {}

  private RecordedSamples() {}

  static RecordedSamples read(Path recording) throws IOException {
    var samples = new RecordedSamples();
    try (var file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        var event = file.readEvent();
        var trace = event.getStackTrace();
        if (trace == null) {
          continue;
        }
        switch (event.getEventType().getName()) {
          case "jdk.ExecutionSample" -> samples.addExecution(trace);
          case "jdk.ObjectAllocationSample" ->
              samples.addAllocation(
                  trace, event.getThread().getJavaThreadId(), event.getLong("weight"));
          default -> {}
        }
      }
    }
    return samples;
  }

  List<Share> byPurpose() {
    return shares(purposes);
  }

  List<Share> byMethod() {
    return shares(methods);
  }

  List<Share> byLine() {
    return shares(lines);
  }

  List<Share> byAllocatingLine() {
    return shares(allocatingLines);
  }

  List<Share> byAllocation() {
    return shares(allocations);
  }

  private void addExecution(RecordedStackTrace trace) {
    purposes.merge(purpose(trace), 1.0, Double::sum);
    methods.merge(name(trace.getFrames().get(0)), 1.0, Double::sum);
    lines.merge(line(trace), 1.0, Double::sum);
  }

  /**
   * Counts an allocation. The first sample of a thread covers all its earlier allocations, and is
   * skipped.
   */
  private void addAllocation(RecordedStackTrace trace, long thread, double bytes) {
    if (threads.add(thread)) {
      return;
    }
    allocations.merge(purpose(trace), bytes, Double::sum);
    allocatingLines.merge(line(trace), bytes, Double::sum);
  }

  /** The innermost line of our code. */
  private static String line(RecordedStackTrace trace) {
    return trace.getFrames().stream()
        .filter(frame -> frame.getMethod().getType().getName().startsWith(OUR_PACKAGES))
        .findFirst()
        .map(frame -> name(frame) + ":" + frame.getLineNumber())
        .orElse("none");
  }

  private static List<Share> shares(Map<String, Double> counts) {
    var sum = counts.values().stream().mapToDouble(Double::doubleValue).sum();
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(MAX_ROWS)
        .map(entry -> new Share(entry.getKey(), entry.getValue() / sum))
        .toList();
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName().replaceFirst(".*\\.", "")
        + "."
        + frame.getMethod().getName();
  }

  private static String purpose(RecordedStackTrace trace) {
    for (var frame : trace.getFrames()) {
      var type = frame.getMethod().getType().getName();
      for (var purpose : PURPOSES.entrySet()) {
        if (type.startsWith(purpose.getKey())) {
          return purpose.getValue();
        }
      }
    }
    return OTHER;
  }

  private static Map<String, String> purposes() {
    var purposes = new LinkedHashMap<String, String>();
    purposes.put("javax.crypto.", "signatures (in and out)");
    purposes.put("com.sun.crypto.", "signatures (in and out)");
    purposes.put("java.security.MessageDigest", "signatures (in and out)");
    purposes.put("com.google.gson.", "JSON by Pusher's library");
    purposes.put("com.pusher.", "other parts of Pusher's library");
    purposes.put("com.fasterxml.", "JSON by Jackson");
    purposes.put("io.vertx.core.json.", "JSON by Jackson");
    purposes.put("io.vertx.ext.web.client.", "HTTP to Pusher");
    purposes.put("io.vertx.core.http.impl.http1x.Http1xClient", "HTTP to Pusher");
    purposes.put("io.vertx.core.http.impl.HttpClient", "HTTP to Pusher");
    purposes.put("io.vertx.ext.web.", "router");
    purposes.put("io.vertx.core.eventbus.", "event bus");
    purposes.put("io.vertx.core.impl.VertxImpl$InternalTimerHandler", "timers");
    purposes.put("io.vertx.core.http.", "HTTP from Twitch");
    purposes.put("io.netty.handler.", "HTTP codec, both ways");
    purposes.put("io.netty.channel.nio.", "sockets, both ways");
    purposes.put("sun.nio.", "sockets, both ways");
    purposes.put("io.netty.util.concurrent.", "event loop and timers");
    purposes.put("io.micrometer.", "metrics");
    purposes.put("ch.qos.logback.", "logging");
    purposes.put("dev.streamviewer.gateway.", "our gateway");
    purposes.put("dev.streamviewer.webhook.", "our webhook service");
    purposes.put("dev.streamviewer.notifier.", "our notifier");
    purposes.put("dev.streamviewer.platform.", "our platform");
    return purposes;
  }
}
