package dev.streamviewer.sandbox.twitch.eventsub;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Webhook;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Websocket;
import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** All subscriptions. Ended subscriptions are included, because Twitch lists them for days. */
public final class EventSubSubscriptions {
  /** Bound that also covers subscriptions without a cost. */
  private static final int MAX_SUBSCRIPTIONS = 20_000;

  private static final int MAX_SAME = 3;

  /** Cost limit of a user over WebSockets, all connections together. */
  private static final int MAX_USER_COST = 10;

  private final Map<String, EventSubSubscription> byId = new LinkedHashMap<>();
  private final Clock clock;
  private SubscriptionLimits limits;

  public EventSubSubscriptions(Clock clock, int maxTotalCost) {
    this.clock = clock;
    this.limits = new SubscriptionLimits(maxTotalCost, false);
  }

  public SubscriptionLimits limits() {
    return limits;
  }

  /** Sets the limits of later subscriptions. Existing subscriptions stay. */
  public void limit(SubscriptionLimits limits) {
    this.limits = limits;
  }

  /**
   * Creates a subscription.
   *
   * @param ownerId owner whose limits apply: the user of the token, or {@link
   *     EventSubSubscription#APPLICATION}
   */
  public EventSubSubscription create(SubscriptionRequest request, String ownerId, int cost) {
    rejectDuplicates(request, ownerId);
    if (request.transport() instanceof Websocket websocket) {
      new SocketQuota(this).check(websocket.sessionId(), ownerId);
    }
    if (totalCost(ownerId) + cost > maxTotalCost(ownerId) || !hasRoom()) {
      throw new ApiError(429, "cost limit exceeded");
    }
    var subscription =
        new EventSubSubscription(
            UUID.randomUUID().toString(),
            request.transport() instanceof Webhook
                ? EventSubSubscription.PENDING
                : EventSubSubscription.ENABLED,
            request.type().name(),
            request.type().version(),
            request.condition(),
            request.transport(),
            ownerId,
            clock.instant(),
            cost);
    byId.put(subscription.id(), subscription);
    return subscription;
  }

  private void rejectDuplicates(SubscriptionRequest request, String ownerId) {
    var same =
        live(ownerId)
            .filter(other -> other.sameAs(request.type().name(), request.condition()))
            .toList();
    same.stream()
        .filter(other -> limits.oncePerCondition() || other.transport().sameAs(request.transport()))
        .findFirst()
        .ifPresent(
            other -> {
              throw new ApiError(
                  409, "subscription already exists", new JsonObject().put("id", other.id()));
            });
    if (same.size() >= MAX_SAME) {
      throw new ApiError(429, "too many subscriptions with the same type and condition");
    }
  }

  /**
   * Whether a new subscription fits. If necessary, the oldest ended subscription is deleted first.
   */
  private boolean hasRoom() {
    if (byId.size() >= MAX_SUBSCRIPTIONS) {
      byId.values().stream()
          .filter(subscription -> !subscription.isLive())
          .findFirst()
          .ifPresent(ended -> byId.remove(ended.id()));
    }
    return byId.size() < MAX_SUBSCRIPTIONS;
  }

  public List<EventSubSubscription> all() {
    return List.copyOf(byId.values());
  }

  /** Returns the subscriptions of an owner. Tokens of other owners do not see these. */
  public Stream<EventSubSubscription> of(String ownerId) {
    return byId.values().stream().filter(subscription -> subscription.ownerId().equals(ownerId));
  }

  Stream<EventSubSubscription> live(String ownerId) {
    return of(ownerId).filter(EventSubSubscription::isLive);
  }

  /** Returns the live subscriptions on a session. */
  public List<EventSubSubscription> on(String sessionId) {
    return byId.values().stream()
        .filter(subscription -> subscription.isLive() && subscription.isOn(sessionId))
        .toList();
  }

  public Optional<EventSubSubscription> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Deletes a subscription of the owner. Returns false for the subscription of another owner. */
  public boolean delete(String id, String ownerId) {
    return find(id).filter(found -> found.ownerId().equals(ownerId)).isPresent()
        && byId.remove(id) != null;
  }

  /** Changes the status, unless the subscription was deleted in the meantime. */
  public Optional<EventSubSubscription> changeStatus(String id, String status) {
    return Optional.ofNullable(byId.computeIfPresent(id, (same, s) -> s.with(status)));
  }

  /** Ends the subscriptions on a closed session. No transport is left to inform the client. */
  public void sessionEnded(Websocket ended, String status) {
    on(ended.sessionId())
        .forEach(subscription -> byId.put(subscription.id(), subscription.with(status, ended)));
  }

  /** Total cost of the application's subscriptions. */
  public int totalCost() {
    return totalCost(EventSubSubscription.APPLICATION);
  }

  private int totalCost(String ownerId) {
    return live(ownerId).mapToInt(EventSubSubscription::cost).sum();
  }

  private int maxTotalCost(String ownerId) {
    return ownerId.equals(EventSubSubscription.APPLICATION) ? limits.totalCost() : MAX_USER_COST;
  }

  /** Returns the totals that Helix adds to every response about subscriptions. */
  public JsonObject totals(String ownerId) {
    return new JsonObject()
        .put("total", of(ownerId).count())
        .put("total_cost", totalCost(ownerId))
        .put("max_total_cost", maxTotalCost(ownerId));
  }
}
