package dev.streamviewer.platform.launch;

import dev.streamviewer.platform.config.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The main program of every process: starts services, and stops them at shutdown. */
public final class ServiceLauncher {
  private static final Logger log = LoggerFactory.getLogger(ServiceLauncher.class);

  private static final int WRONG_CONFIGURATION = 2;
  private static final int CANNOT_START = 1;

  private ServiceLauncher() {}

  /**
   * Starts services from the environment and returns once all are deployed. Exits with 2 if the
   * configuration is wrong, before any port is opened, and with 1 if the start failed.
   */
  public static RunningServices launch(Service... services) {
    return launch(System.getenv(), services);
  }

  /** Starts services like {@link #launch(Service...)}, with a given environment. */
  public static RunningServices launch(Map<String, String> environment, Service... services) {
    var begin = System.nanoTime();
    // Routes java.util.logging of libraries into the log of this process.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    try {
      var running = RunningServices.start(environment, Clock.systemUTC(), List.of(services));
      Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shutdown"));
      log.info("Started after {} ms", Duration.ofNanos(System.nanoTime() - begin).toMillis());
      return running;
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      throw exit(WRONG_CONFIGURATION);
    } catch (Exception e) {
      System.err.println("Cannot start: " + StartFailure.sentence(e));
      log.debug("Cannot start", e);
      throw exit(CANNOT_START);
    }
  }

  private static IllegalStateException exit(int code) {
    System.exit(code);
    return new IllegalStateException("The process exits with " + code);
  }
}
