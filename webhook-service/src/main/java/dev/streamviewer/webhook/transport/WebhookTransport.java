package dev.streamviewer.webhook.transport;

import dev.streamviewer.webhook.eventsub.EventSubTransport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The webhook transport: each subscription has our callback and the secret. */
public final class WebhookTransport implements SubscriptionTransport {
  private static final Logger log = LoggerFactory.getLogger(WebhookTransport.class);

  /** Conduits of this deployment exist only if it used conduits before. */
  private static final Duration REFRESH_INTERVAL = Duration.ofMinutes(5);

  private final CallbackUrls callbacks;
  private final ConduitRegistry conduits;
  private final Clock clock;
  private Instant nextRefresh = Instant.MIN;

  public WebhookTransport(CallbackUrls callbacks, ConduitRegistry conduits, Clock clock) {
    this.callbacks = callbacks;
    this.conduits = conduits;
    this.clock = clock;
  }

  @Override
  public Future<Void> prepare() {
    return conduits.all().isEmpty() && clock.instant().isBefore(nextRefresh)
        ? Future.succeededFuture()
        : refreshConduits();
  }

  /** Subscriptions over a conduit of ours need no others, so the conduits must be known first. */
  @Override
  public Future<Void> ensureLoaded() {
    return conduits.isLoaded() ? Future.succeededFuture() : refreshConduits();
  }

  /** Lists the conduits; a failed lookup is not fatal. */
  private Future<Void> refreshConduits() {
    return conduits
        .refresh()
        .onSuccess(refreshed -> nextRefresh = clock.instant().plus(REFRESH_INTERVAL))
        .onFailure(
            failure ->
                log.info(
                    "Could not list the conduits, trying again later: {}", failure.getMessage()))
        .otherwiseEmpty();
  }

  @Override
  public JsonObject transportJson() {
    return callbacks.webhook();
  }

  @Override
  public SubscriptionOwnership ownershipOf(EventSubTransport listed) {
    return conduits.isOrWasOurs(listed.conduitId())
        ? SubscriptionOwnership.OUTDATED
        : callbacks.ownershipOf(listed.callback());
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void invalidate() {
    // A callback has no state that could be outdated.
  }
}
