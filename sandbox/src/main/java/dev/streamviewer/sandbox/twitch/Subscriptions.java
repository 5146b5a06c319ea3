package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.wire.Refusal;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Every subscription, the dead ones too: Twitch lists those for days. */
public final class Subscriptions {
  /** What costs nothing is not bounded by the cost limit. */
  private static final int MAX_SUBSCRIPTIONS = 20_000;

  private static final int MAX_SAME = 3;

  private final Map<String, Subscription> byId = new LinkedHashMap<>();
  private final Clock clock;
  private final int maxTotalCost;

  Subscriptions(Clock clock, int maxTotalCost) {
    this.clock = clock;
    this.maxTotalCost = maxTotalCost;
  }

  Subscription create(SubscriptionRequest request, int cost) {
    refuseDoubles(request);
    if (totalCost() + cost > maxTotalCost || byId.size() >= MAX_SUBSCRIPTIONS) {
      throw new Refusal(429, "cost limit exceeded");
    }
    var subscription =
        new Subscription(
            UUID.randomUUID().toString(),
            Subscription.PENDING,
            request.type().name(),
            request.type().version(),
            request.condition(),
            request.callback(),
            request.secret(),
            clock.instant(),
            cost);
    byId.put(subscription.id(), subscription);
    return subscription;
  }

  private void refuseDoubles(SubscriptionRequest request) {
    var same =
        byId.values().stream()
            .filter(Subscription::isLive)
            .filter(other -> other.sameAs(request.type().name(), request.condition()))
            .toList();
    same.stream()
        .filter(other -> other.callback().equals(request.callback()))
        .findFirst()
        .ifPresent(
            other -> {
              throw new Refusal(
                  409, "subscription already exists", new JsonObject().put("id", other.id()));
            });
    if (same.size() >= MAX_SAME) {
      throw new Refusal(429, "too many subscriptions with the same type and condition");
    }
  }

  public List<Subscription> all() {
    return List.copyOf(byId.values());
  }

  public Optional<Subscription> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  boolean delete(String id) {
    return byId.remove(id) != null;
  }

  /** Changes the status, unless the subscription has been deleted meanwhile. */
  Optional<Subscription> changeStatus(String id, String status) {
    return Optional.ofNullable(byId.computeIfPresent(id, (same, s) -> s.with(status)));
  }

  public int totalCost() {
    return byId.values().stream().filter(Subscription::isLive).mapToInt(Subscription::cost).sum();
  }

  /** The totals that Helix adds to every answer about subscriptions. */
  JsonObject totals() {
    return new JsonObject()
        .put("total", byId.size())
        .put("total_cost", totalCost())
        .put("max_total_cost", maxTotalCost);
  }
}
