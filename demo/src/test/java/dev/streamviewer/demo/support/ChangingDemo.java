package dev.streamviewer.demo.support;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.streamviewer.allinone.AllServices;
import dev.streamviewer.demo.Demo;
import dev.streamviewer.platform.launch.RunningServices;
import dev.streamviewer.sandbox.Sandbox;
import dev.streamviewer.sandbox.SandboxOptions;
import dev.streamviewer.testing.FreePorts;
import dev.streamviewer.testing.SandboxControl;
import dev.streamviewer.testing.ScrapedMetrics;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps Twitch and Pusher running, and restarts the product with other variables. */
public final class ChangingDemo implements AutoCloseable {
  private final Vertx sandboxVertx = Vertx.vertx();
  private final TestClock clock = TestClock.running();
  private final int port = FreePorts.one();
  private final int managementPort = FreePorts.one();
  private final Sandbox sandbox;
  private final SandboxControl control;
  private RunningServices services;
  private URI publicUrl;

  private ChangingDemo() throws Exception {
    // Twitch's attempts outlast the slowest restart.
    var pauses =
        new ArrayList<>(
            List.of(
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                Duration.ofSeconds(8)));
    pauses.addAll(Collections.nCopies(60, Duration.ofSeconds(1)));
    var options =
        SandboxOptions.forTests()
            .withPusher(pusher -> pusher.withVacatedDelay(Duration.ofMillis(100)))
            .withTwitch(
                twitch ->
                    twitch.withEventSub(
                        twitch
                            .eventSub()
                            .withFailuresBeforeRevocation(1_000)
                            .withRetryDelays(pauses)));
    sandbox = Sandbox.start(sandboxVertx, options).await(60, SECONDS);
    control = new SandboxControl(URI.create(sandbox.twitchUrl()));
  }

  /** Starts only Twitch and Pusher; {@link #restart} starts the product. */
  public static ChangingDemo withoutTheProduct() {
    try {
      return new ChangingDemo();
    } catch (Exception e) {
      throw new AssertionError("The sandbox does not start", e);
    }
  }

  /** Starts the product with these variables, in place of a running product. */
  public void restart(Map<String, String> environment) {
    stop();
    var own = new HashMap<>(environment);
    own.put("PORT", String.valueOf(port));
    own.put("MANAGEMENT_PORT", String.valueOf(managementPort));
    var variables = Demo.variables(sandbox, own);
    publicUrl = URI.create(variables.get("PUBLIC_URL"));
    try {
      services = RunningServices.start(variables, clock, List.of(AllServices.inOrder()));
    } catch (Exception e) {
      throw new AssertionError("The product does not start", e);
    }
    sandbox.pusherWebhooksTo(publicUrl.resolve("/api/pusher/webhook"));
  }

  /**
   * Returns an address of this machine under which the product is reached, whatever its variables
   * say.
   */
  public String at(String host) {
    return "http://" + host + ":" + port;
  }

  /** Advances the product's clock. */
  public void advance(Duration time) {
    clock.advance(time);
  }

  public SandboxControl control() {
    return control;
  }

  public TwitchApp twitchApp() {
    return new TwitchApp(URI.create(sandbox.twitchUrl()));
  }

  /** Signs a viewer in, and watches a streamer. */
  public void watch(String viewer, String streamer) {
    var visitor = new PageVisitor(publicUrl);
    visitor.signIn(viewer);
    visitor.send("PUT", "/api/streamers/" + streamer + "/watch");
  }

  /** Returns a metric of the management server; 0 if the metric is missing. */
  public double metric(String nameAndLabels) {
    return ScrapedMetrics.of(managementPort).value(nameAndLabels);
  }

  @Override
  public void close() {
    stop();
    sandbox.close().await();
    sandboxVertx.close().await();
  }

  private void stop() {
    if (services != null) {
      services.close();
    }
  }
}
