package dev.streamviewer.platform.launch;

import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.health.HealthStatus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.ext.healthchecks.Status;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other processes which services are in this one, and waits for those that they need.
 * Once all have been seen the process is ready, and stays so: a service that goes away later is
 * said where it is missed, and takes no other with it.
 */
final class ServiceDiscovery extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(ServiceDiscovery.class);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final Duration LOOK_WHETHER_STILL_THERE = Duration.ofSeconds(5);

  /** The bus gives up ten times as fast. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final DeliveryOptions ASK = new DeliveryOptions().setSendTimeout(500);

  private final Collection<String> here;
  private final ServiceContext host;

  /** Never seen so far. */
  private final Set<String> missing = ConcurrentHashMap.newKeySet();

  /** Seen once, and not at the last look. */
  private final Set<String> gone = ConcurrentHashMap.newKeySet();

  private RoundGuard guard;

  /**
   * @param here the services in this process
   * @param needed the services that they need, wherever they are
   */
  ServiceDiscovery(Collection<String> here, Collection<String> needed, ServiceContext host) {
    this.here = here;
    this.host = host;
    missing.addAll(needed);
    if (!needed.isEmpty()) {
      host.readiness().register("services", check -> check.complete(judge()));
    }
  }

  @Override
  public Future<?> start() {
    guard = new RoundGuard(vertx, "presence", PATIENCE, host.meters());
    var told =
        here.stream()
            .map(
                name ->
                    vertx.eventBus().consumer(address(name), ServiceDiscovery::answer).completion())
            .toList();
    return Future.all(told).onSuccess(done -> look());
  }

  private Status judge() {
    if (!missing.isEmpty()) {
      return HealthStatus.DOWN.because(
          "Waiting for %s: expected to be running, in the same cluster.".formatted(list(missing)));
    }
    return gone.isEmpty()
        ? HealthStatus.UP.because("All services that are needed have been found.")
        : HealthStatus.DEGRADED.because(
            "%s went away; what needs it is answered with 503 until it is back."
                .formatted(list(gone)));
  }

  private static void answer(Message<Object> message) {
    message.reply(null);
  }

  private void look() {
    if (!missing.isEmpty()) {
      log.info("Waiting for {}", list(missing));
      missing.forEach(this::look);
    }
  }

  private void look(String name) {
    guard
        .run(round -> vertx.eventBus().request(address(name), null, ASK))
        .onSuccess(answer -> found(name))
        .onFailure(absent -> lost(name))
        .onComplete(looked -> vertx.setTimer(pause(name).toMillis(), timer -> look(name)));
  }

  private Duration pause(String name) {
    return missing.contains(name) || gone.contains(name) ? LOOK_AGAIN : LOOK_WHETHER_STILL_THERE;
  }

  private void found(String name) {
    if (missing.remove(name)) {
      log.info("Found {}{}", name, missing.isEmpty() ? "" : ", waiting for " + list(missing));
    } else if (gone.remove(name)) {
      log.info("{} is back", name);
    }
  }

  private void lost(String name) {
    if (!missing.contains(name) && gone.add(name)) {
      log.warn("{} does not answer any more", name);
    }
  }

  private static String list(Collection<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }

  private static String address(String name) {
    return "presence." + name;
  }
}
