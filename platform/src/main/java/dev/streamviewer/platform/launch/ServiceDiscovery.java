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
 * Announces the services in this process, and waits for the services that they need. The process
 * becomes ready once all were found, and stays ready: a service that disappears later degrades
 * readiness, but does not take other processes down.
 */
final class ServiceDiscovery extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(ServiceDiscovery.class);

  private static final Duration SEARCH_INTERVAL = Duration.ofMillis(250);
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

  /** The limit of a round; the bus times out ten times as fast. */
  private static final Duration STALL_TIMEOUT = Duration.ofSeconds(5);

  private static final DeliveryOptions REQUEST_OPTIONS = new DeliveryOptions().setSendTimeout(500);

  private final Collection<String> here;
  private final ServiceContext serviceContext;

  /** Services not found yet. */
  private final Set<String> missing = ConcurrentHashMap.newKeySet();

  /** Services found once, and missing at the last two checks. */
  private final Set<String> gone = ConcurrentHashMap.newKeySet();

  /** Services found once, and missing at the last check: one of two processes may have left. */
  private final Set<String> doubtful = ConcurrentHashMap.newKeySet();

  private RoundGuard guard;

  /**
   * @param here the services in this process
   * @param needed the services that they need, in any process
   */
  ServiceDiscovery(
      Collection<String> here, Collection<String> needed, ServiceContext serviceContext) {
    this.here = here;
    this.serviceContext = serviceContext;
    missing.addAll(needed);
    if (!needed.isEmpty()) {
      serviceContext.readiness().register("services", check -> check.complete(status()));
    }
  }

  @Override
  public Future<?> start() {
    guard = new RoundGuard(vertx, "presence", STALL_TIMEOUT, serviceContext.meters());
    var registrations =
        here.stream()
            .map(
                name ->
                    vertx.eventBus().consumer(address(name), ServiceDiscovery::answer).completion())
            .toList();
    return Future.all(registrations).onSuccess(done -> check());
  }

  private Status status() {
    if (!missing.isEmpty()) {
      return HealthStatus.DOWN.because(
          "Waiting for %s, expected in the same cluster.".formatted(list(missing)));
    }
    return gone.isEmpty()
        ? HealthStatus.UP.because("All required services were found.")
        : HealthStatus.DEGRADED.because(
            "%s does not respond. Requests that need it get 503 until it returns."
                .formatted(list(gone)));
  }

  private static void answer(Message<Object> message) {
    message.reply(null);
  }

  private void check() {
    if (!missing.isEmpty()) {
      log.info("Waiting for {}", list(missing));
      missing.forEach(this::check);
    }
  }

  private void check(String name) {
    guard
        .run(round -> vertx.eventBus().request(address(name), null, REQUEST_OPTIONS))
        .onSuccess(answer -> found(name))
        .onFailure(absent -> lost(name))
        .onComplete(checked -> vertx.setTimer(pause(name).toMillis(), timer -> check(name)));
  }

  private Duration pause(String name) {
    return missing.contains(name) || gone.contains(name) || doubtful.contains(name)
        ? SEARCH_INTERVAL
        : CHECK_INTERVAL;
  }

  private void found(String name) {
    doubtful.remove(name);
    if (missing.remove(name)) {
      log.info("Found {}{}", name, missing.isEmpty() ? "" : ", waiting for " + list(missing));
    } else if (gone.remove(name)) {
      log.info("{} responds again", name);
    }
  }

  private void lost(String name) {
    if (!missing.contains(name) && !doubtful.add(name) && gone.add(name)) {
      log.warn("{} does not respond", name);
    }
  }

  private static String list(Collection<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }

  private static String address(String name) {
    return "presence." + name;
  }
}
