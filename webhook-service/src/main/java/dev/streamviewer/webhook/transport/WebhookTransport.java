package dev.streamviewer.webhook.transport;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each subscription has our callback and the secret. */
public final class WebhookTransport implements SubscriptionTransport {
  private static final Logger log = LoggerFactory.getLogger(WebhookTransport.class);

  /** There is a conduit of ours only if we used conduits before. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);

  private final CallbackUrls callbacks;
  private final ConduitRegistry conduits;
  private final Clock clock;
  private Instant nextLook = Instant.MIN;

  public WebhookTransport(CallbackUrls callbacks, ConduitRegistry conduits, Clock clock) {
    this.callbacks = callbacks;
    this.conduits = conduits;
    this.clock = clock;
  }

  @Override
  public Future<Void> prepare() {
    return conduits.all().isEmpty() && clock.instant().isBefore(nextLook)
        ? Future.succeededFuture()
        : look();
  }

  /** Who has subscriptions over a conduit of ours needs no others. */
  @Override
  public Future<Void> known() {
    return conduits.hasLooked() ? Future.succeededFuture() : look();
  }

  /** Not to know of conduits keeps nothing from being done. */
  private Future<Void> look() {
    return conduits
        .look()
        .onSuccess(looked -> nextLook = clock.instant().plus(BETWEEN_LOOKS))
        .onFailure(failure -> log.info("Conduits are not known now: {}", failure.getMessage()))
        .otherwiseEmpty();
  }

  @Override
  public JsonObject wish() {
    return callbacks.webhook();
  }

  @Override
  public Ownership of(JsonObject subscription) {
    if (!(subscription.getValue("transport") instanceof JsonObject transport)) {
      return Ownership.FOREIGN;
    }
    if (transport.getValue("conduit_id") instanceof String id) {
      return conduits.isOurs(id) || conduits.wasOurs(id) ? Ownership.FORMER : Ownership.FOREIGN;
    }
    return transport.getValue("callback") instanceof String callback
        ? callbacks.of(callback)
        : Ownership.FOREIGN;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void doubt() {
    // A callback is what it is.
  }
}
