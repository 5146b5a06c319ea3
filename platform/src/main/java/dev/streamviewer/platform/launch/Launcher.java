package dev.streamviewer.platform.launch;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main program of every process: starts services, and stops them when the process is told to.
 */
public final class Launcher {
  private static final Logger log = LoggerFactory.getLogger(Launcher.class);

  private static final int WRONG_CONFIGURATION = 2;
  private static final int CANNOT_START = 1;
  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 20;

  private Launcher() {}

  /**
   * Starts services from the environment and returns once all of them serve. Exits with 2 if the
   * configuration is wrong, before any port is opened, and with 1 if the start failed.
   */
  public static RunningServices launch(Service... services) {
    return launch(System.getenv(), services);
  }

  /** As {@link #launch(Service...)}, from another environment. */
  public static RunningServices launch(Map<String, String> environment, Service... services) {
    var begin = System.nanoTime();
    try {
      var running =
          RunningServices.start(environment, Clock.systemUTC(), List.of(services))
              .await(START_SECONDS, SECONDS);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running), "shutdown"));
      log.info("Ready after {} ms", Duration.ofNanos(System.nanoTime() - begin).toMillis());
      return running;
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      throw exit(WRONG_CONFIGURATION);
    } catch (Exception e) {
      System.err.println("Cannot start: " + sentence(e));
      log.debug("Cannot start", e);
      throw exit(CANNOT_START);
    }
  }

  private static void stop(RunningServices running) {
    try {
      running.close().await(STOP_SECONDS, SECONDS);
    } catch (Exception e) {
      log.warn("Not everything could be ended in {} s: {}", STOP_SECONDS, sentence(e));
    }
  }

  private static String sentence(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private static IllegalStateException exit(int code) {
    System.exit(code);
    return new IllegalStateException("exited with " + code);
  }
}
