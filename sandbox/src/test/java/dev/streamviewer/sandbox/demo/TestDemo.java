package dev.streamviewer.sandbox.demo;

import dev.streamviewer.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The product against a quiet sandbox, on free ports; what a test does not do, does not happen. */
final class TestDemo implements AutoCloseable {
  private final Demo demo;
  private final DemoControl backstage;
  private final int managementPort;

  private TestDemo(Demo demo, int managementPort) {
    this.demo = demo;
    this.backstage = new DemoControl(URI.create(demo.sandbox().twitchUrl()));
    this.managementPort = managementPort;
  }

  static TestDemo start() {
    return start(Map.of(), Clock.systemUTC());
  }

  /**
   * Starts with other variables or another time.
   *
   * @param environment over those that the demo sets by default
   */
  static TestDemo start(Map<String, String> environment, Clock clock) {
    return start(environment, clock, 0);
  }

  /** Starts as a subscriber of the sandbox's WebSub hub. */
  static TestDemo startWithHub(Clock clock) {
    return startWithHub(Map.of(), clock);
  }

  /** As {@link #startWithHub(Clock)}, with other variables. */
  static TestDemo startWithHub(Map<String, String> environment, Clock clock) {
    var port = freePort();
    var variables = new HashMap<>(environment);
    variables.put("WEBSUB_HUB_URL", "http://localhost:%d/hub".formatted(port));
    return start(variables, clock, port);
  }

  private static TestDemo start(Map<String, String> environment, Clock clock, int twitchPort) {
    var options =
        SandboxOptions.forTests()
            .withPusher(pusher -> pusher.withVacatedDelay(Duration.ofMillis(100)))
            .withTwitch(
                twitch ->
                    twitch
                        .withPort(twitchPort)
                        .withEventSub(
                            twitch
                                .eventSub()
                                .withRetryDelays(
                                    List.of(
                                        Duration.ofMillis(300),
                                        Duration.ofMillis(600),
                                        Duration.ofMillis(1200),
                                        Duration.ofMillis(2400),
                                        Duration.ofMillis(4800)))));
    var managementPort = freePort();
    var variables = new HashMap<String, String>();
    variables.put("PORT", String.valueOf(freePort()));
    variables.put("MANAGEMENT_PORT", String.valueOf(managementPort));
    variables.putAll(environment);
    try {
      return new TestDemo(Demo.start(options, variables, clock), managementPort);
    } catch (Exception e) {
      throw new AssertionError("The demo does not start", e);
    }
  }

  /** The address of the page. */
  URI url() {
    return demo.publicUrl();
  }

  /** Where a test makes things happen, and sees what happened, at Twitch and Pusher. */
  DemoControl backstage() {
    return backstage;
  }

  /** Somebody with a browser's habits about cookies and redirects. */
  PageVisitor visitor() {
    return new PageVisitor(url());
  }

  /** Somebody whose page listens to a channel. */
  PusherListener listener(String channel) {
    return PusherListener.to(channel, demo.sandbox().pusherPort());
  }

  /** Where health and metrics are. */
  int managementPort() {
    return managementPort;
  }

  /** A number that the management server tells; 0 if it tells none. */
  double metric(String nameAndLabels) {
    var scrape = Http.get(URI.create("http://localhost:" + managementPort + "/metrics")).body();
    return scrape
        .lines()
        .filter(line -> line.startsWith(nameAndLabels + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(nameAndLabels.length() + 1)))
        .sum();
  }

  @Override
  public void close() {
    demo.close();
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
