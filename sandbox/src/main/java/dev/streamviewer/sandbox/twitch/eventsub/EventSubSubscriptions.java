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

/** Every subscription, the dead ones too: Twitch lists those for days. */
public final class EventSubSubscriptions {
  /** What costs nothing is not bounded by the cost limit. */
  private static final int MAX_SUBSCRIPTIONS = 20_000;

  private static final int MAX_SAME = 3;

  /** What a user may spend over WebSockets, all connections together. */
  private static final int MAX_USER_COST = 10;

  private final Map<String, EventSubSubscription> byId = new LinkedHashMap<>();
  private final Clock clock;
  private final int maxTotalCost;

  public EventSubSubscriptions(Clock clock, int maxTotalCost) {
    this.clock = clock;
    this.maxTotalCost = maxTotalCost;
  }

  /**
   * Subscribes.
   *
   * @param ownerId whose limits count: the user of the token, or {@link
   *     EventSubSubscription#APPLICATION}
   */
  public EventSubSubscription create(SubscriptionRequest request, String ownerId, int cost) {
    refuseDoubles(request, ownerId);
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

  private void refuseDoubles(SubscriptionRequest request, String ownerId) {
    var same =
        live(ownerId)
            .filter(other -> other.sameAs(request.type().name(), request.condition()))
            .toList();
    same.stream()
        .filter(other -> other.transport().sameAs(request.transport()))
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

  /** Makes room, if need be, by forgetting the one that has been dead for longest. */
  private boolean hasRoom() {
    if (byId.size() >= MAX_SUBSCRIPTIONS) {
      byId.values().stream()
          .filter(subscription -> !subscription.isLive())
          .findFirst()
          .ifPresent(dead -> byId.remove(dead.id()));
    }
    return byId.size() < MAX_SUBSCRIPTIONS;
  }

  public List<EventSubSubscription> all() {
    return List.copyOf(byId.values());
  }

  /** Those that a token of this owner is shown: nobody sees another's. */
  public Stream<EventSubSubscription> of(String ownerId) {
    return byId.values().stream().filter(subscription -> subscription.ownerId().equals(ownerId));
  }

  Stream<EventSubSubscription> live(String ownerId) {
    return of(ownerId).filter(EventSubSubscription::isLive);
  }

  /** Those whose messages go over this session, as long as they live. */
  public List<EventSubSubscription> on(String sessionId) {
    return byId.values().stream()
        .filter(subscription -> subscription.isLive() && subscription.isOn(sessionId))
        .toList();
  }

  public Optional<EventSubSubscription> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Deletes the owner's subscription; that of another is as if it were not there. */
  public boolean delete(String id, String ownerId) {
    return find(id).filter(found -> found.ownerId().equals(ownerId)).isPresent()
        && byId.remove(id) != null;
  }

  /** Changes the status, unless the subscription has been deleted meanwhile. */
  public Optional<EventSubSubscription> changeStatus(String id, String status) {
    return Optional.ofNullable(byId.computeIfPresent(id, (same, s) -> s.with(status)));
  }

  /** The session is over: nothing is sent any more, as there is no way to. */
  public void sessionEnded(Websocket ended, String status) {
    on(ended.sessionId())
        .forEach(subscription -> byId.put(subscription.id(), subscription.with(status, ended)));
  }

  /** What the application's subscriptions cost. */
  public int totalCost() {
    return totalCost(EventSubSubscription.APPLICATION);
  }

  private int totalCost(String ownerId) {
    return live(ownerId).mapToInt(EventSubSubscription::cost).sum();
  }

  private int maxTotalCost(String ownerId) {
    return ownerId.equals(EventSubSubscription.APPLICATION) ? maxTotalCost : MAX_USER_COST;
  }

  /** The totals that Helix adds to every answer about subscriptions. */
  public JsonObject totals(String ownerId) {
    return new JsonObject()
        .put("total", of(ownerId).count())
        .put("total_cost", totalCost(ownerId))
        .put("max_total_cost", maxTotalCost(ownerId));
  }
}
