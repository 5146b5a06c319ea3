package dev.streamviewer.platform.launch;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.Status;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other processes which services are in this one, and waits for those that they need.
 * Once all have been seen the process is ready, and stays so: a service that goes away later is
 * said where it is missed, and takes no other with it.
 */
final class Presence extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(Presence.class);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final DeliveryOptions ASK = new DeliveryOptions().setSendTimeout(500);

  private final Collection<String> here;
  private final Set<String> missing;

  /**
   * @param here the services in this process
   * @param needed the services that they need, wherever they are
   */
  Presence(Collection<String> here, Collection<String> needed, Host host) {
    this.here = here;
    this.missing = new TreeSet<>(needed);
    host.readiness()
        .register(
            "needs",
            check ->
                check.complete(
                    missing.isEmpty()
                        ? Status.OK()
                        : Status.KO(
                            new JsonObject().put("waiting for", String.join(", ", missing)))));
  }

  @Override
  public Future<?> start() {
    var told =
        here.stream()
            .map(name -> vertx.eventBus().consumer(address(name), Presence::answer).completion())
            .toList();
    return Future.all(told).onSuccess(done -> look());
  }

  private static void answer(Message<Object> message) {
    message.reply(null);
  }

  private void look() {
    if (!missing.isEmpty()) {
      log.info("Waiting for {}", String.join(", ", missing));
      missing.forEach(this::look);
    }
  }

  private void look(String name) {
    vertx
        .eventBus()
        .request(address(name), null, ASK)
        .onSuccess(answer -> found(name))
        .onFailure(absent -> vertx.setTimer(LOOK_AGAIN.toMillis(), timer -> look(name)));
  }

  private void found(String name) {
    missing.remove(name);
    log.info(
        "Found {}{}", name, missing.isEmpty() ? "" : ", waiting for " + String.join(", ", missing));
  }

  private static String address(String name) {
    return "presence." + name;
  }
}
