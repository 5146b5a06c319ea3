package dev.streamviewer.demo.support;

import dev.streamviewer.demo.Demo;
import dev.streamviewer.sandbox.SandboxOptions;
import dev.streamviewer.testing.FreePorts;
import dev.streamviewer.testing.SandboxControl;
import dev.streamviewer.testing.ScrapedMetrics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The product against a quiet sandbox on free ports; only the test causes events. */
public final class TestDemo implements AutoCloseable {
  private final Demo demo;
  private final SandboxControl control;
  private final int managementPort;

  private TestDemo(Demo demo, int managementPort) {
    this.demo = demo;
    this.control = new SandboxControl(URI.create(demo.sandbox().twitchUrl()));
    this.managementPort = managementPort;
  }

  public static TestDemo start() {
    return start(Map.of(), Clock.systemUTC());
  }

  /**
   * Starts with other variables or another time.
   *
   * @param environment overrides the defaults of the demo
   */
  public static TestDemo start(Map<String, String> environment, Clock clock) {
    return start(environment, clock, 0);
  }

  /** Starts as a subscriber of the sandbox's WebSub hub. */
  public static TestDemo startWithHub(Clock clock) {
    return startWithHub(Map.of(), clock);
  }

  /** Starts as {@link #startWithHub(Clock)} does, with other variables. */
  public static TestDemo startWithHub(Map<String, String> environment, Clock clock) {
    var port = FreePorts.one();
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
                                        Duration.ofMillis(4800),
                                        Duration.ofMillis(9600)))));
    var managementPort = FreePorts.one();
    var variables = new HashMap<String, String>();
    variables.put("PORT", String.valueOf(FreePorts.one()));
    variables.put("MANAGEMENT_PORT", String.valueOf(managementPort));
    variables.putAll(environment);
    try {
      return new TestDemo(Demo.start(options, variables, clock), managementPort);
    } catch (Exception e) {
      throw new AssertionError("The demo does not start", e);
    }
  }

  /** Returns the address of the page. */
  public URI url() {
    return demo.publicUrl();
  }

  /** Returns the control of the sandbox, to cause and to inspect events at Twitch and Pusher. */
  public SandboxControl control() {
    return control;
  }

  /** Returns the address of the stand-in for Twitch. */
  public URI twitchUrl() {
    return URI.create(demo.sandbox().twitchUrl());
  }

  /** Returns a visitor who handles cookies and redirects as a browser does. */
  public PageVisitor visitor() {
    return new PageVisitor(url());
  }

  /** Returns a page that listens to a channel. */
  public PusherListener listener(String channel) {
    return PusherListener.to(channel, demo.sandbox().pusherPort());
  }

  /** Returns the port of health and metrics. */
  public int managementPort() {
    return managementPort;
  }

  /** Returns a metric of the management server; 0 if the metric is missing. */
  public double metric(String nameAndLabels) {
    return ScrapedMetrics.of(managementPort).value(nameAndLabels);
  }

  @Override
  public void close() {
    demo.close();
  }
}
