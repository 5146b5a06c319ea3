package dev.streamviewer.demo;

import dev.streamviewer.platform.config.ConfigurationException;
import dev.streamviewer.platform.launch.StartFailure;
import dev.streamviewer.sandbox.SandboxOptions;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs everything in one process, with stand-ins for Twitch and Pusher: {@code ./run}. */
public final class DemoMain {
  private static final Logger log = LoggerFactory.getLogger(DemoMain.class);

  private DemoMain() {}

  public static void main(String[] arguments) {
    var begin = System.nanoTime();
    try {
      var demo =
          Demo.start(SandboxOptions.from(System.getenv()), System.getenv(), Clock.systemUTC());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(demo), "shutdown"));
      log.info("Started after {} ms", Duration.ofNanos(System.nanoTime() - begin).toMillis());
      System.out.printf(
          """

            Streamer Event Viewer runs, with stand-ins for Twitch and Pusher.

              Open               %s
              Make things happen %s/sandbox
              Stop               Ctrl-C

          """,
          demo.publicUrl(), demo.sandbox().twitchUrl());
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    } catch (Exception e) {
      System.err.println("Cannot start: " + StartFailure.sentence(e));
      System.exit(1);
    }
  }

  private static void stop(Demo demo) {
    demo.close();
    System.out.println("Stopped.");
  }
}
