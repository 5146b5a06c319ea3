package dev.streamviewer.benchmarks.subscriptions;

import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.SubscriptionType;
import dev.streamviewer.webhook.helix.Helix.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The subscriptions at Twitch, at a cost of 1 each, up to a limit. Each is pending until the answer
 * to its challenge.
 */
final class SimulatedSubscriptions {
  private static final Duration CHALLENGE = Duration.ofMillis(120);
  private static final int PAGE = 100;

  final int limit;
  private final VirtualTime time;
  private final Consumer<SubscriptionConfirmed> challenged;
  private final Map<String, JsonObject> all = new LinkedHashMap<>();
  private final Map<String, List<JsonObject>> byStreamer = new LinkedHashMap<>();
  private Consumer<String> completed = streamerId -> {};
  private Consumer<String> ended = streamerId -> {};
  private List<JsonObject> listed = List.of();
  private long ids;
  private int highest;
  private long refusals;

  /**
   * @param challenged receives answered challenges
   */
  SimulatedSubscriptions(VirtualTime time, int limit, Consumer<SubscriptionConfirmed> challenged) {
    this.time = time;
    this.limit = limit;
    this.challenged = challenged;
  }

  /**
   * @param completed receives the id of a streamer whose public subscriptions are complete
   * @param ended receives the id of a streamer that lost a subscription
   */
  void observe(Consumer<String> completed, Consumer<String> ended) {
    this.completed = completed;
    this.ended = ended;
  }

  int cost() {
    return all.size();
  }

  /** The highest total cost so far. */
  int highestCost() {
    return highest;
  }

  /** The number of refusals for lack of cost. */
  long refusals() {
    return refusals;
  }

  /** Whether all public subscriptions of a streamer are enabled. */
  boolean isComplete(String streamerId) {
    var existing = byStreamer.getOrDefault(streamerId, List.of());
    return existing.size() == SubscriptionType.PUBLIC.size()
        && existing.stream()
            .map(EventSubSubscription::parse)
            .allMatch(it -> it.status().isEnabled());
  }

  Answer about(String streamerId) {
    return new Answer(200, list(byStreamer.getOrDefault(streamerId, List.of())));
  }

  /**
   * @param cursor the end of the previous page; empty for the first one
   */
  Answer page(String cursor) {
    if (cursor.isEmpty()) {
      listed = List.copyOf(all.values());
    }
    var from = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
    var to = Math.min(listed.size(), from + PAGE);
    var pagination = new JsonObject();
    if (to < listed.size()) {
      pagination.put("cursor", Integer.toString(to));
    }
    return new Answer(200, list(listed.subList(from, to)).put("pagination", pagination));
  }

  Answer create(JsonObject requested) {
    var streamerId = EventSubSubscription.parse(requested).streamerId();
    var existing = byStreamer.getOrDefault(streamerId, List.of());
    if (existing.stream().anyMatch(it -> isSame(it, requested))) {
      return new Answer(409, message("subscription already exists"));
    }
    if (all.size() >= limit) {
      refusals++;
      return new Answer(429, message("total cost would exceed max_total_cost"));
    }
    var created =
        requested
            .put("id", Long.toString(ids++))
            .put("status", "webhook_callback_verification_pending")
            .put("created_at", time.instant().toString());
    all.put(created.getString("id"), created);
    highest = Math.max(highest, all.size());
    byStreamer.computeIfAbsent(streamerId, it -> new ArrayList<>()).add(created);
    time.pass(CHALLENGE).onSuccess(passed -> enable(created, streamerId));
    return new Answer(202, list(List.of(created.copy())));
  }

  Answer end(String id) {
    var gone = all.remove(id);
    if (gone == null) {
      return new Answer(404, message("no such subscription"));
    }
    var streamerId = EventSubSubscription.parse(gone).streamerId();
    byStreamer.computeIfPresent(
        streamerId,
        (streamer, left) -> {
          left.remove(gone);
          return left.isEmpty() ? null : left;
        });
    ended.accept(streamerId);
    return new Answer(204, new JsonObject());
  }

  private void enable(JsonObject subscription, String streamerId) {
    var field = subscription.getJsonObject("condition").fieldNames().iterator().next();
    subscription.put("status", "enabled");
    challenged.accept(new SubscriptionConfirmed(subscription.getString("type"), field, streamerId));
    if (isComplete(streamerId)) {
      completed.accept(streamerId);
    }
  }

  private static boolean isSame(JsonObject one, JsonObject other) {
    return one.getString("type").equals(other.getString("type"))
        && one.getJsonObject("condition").equals(other.getJsonObject("condition"));
  }

  private JsonObject list(List<JsonObject> data) {
    return new JsonObject()
        .put("data", new JsonArray(new ArrayList<>(data)))
        .put("total_cost", cost())
        .put("max_total_cost", limit);
  }

  private static JsonObject message(String text) {
    return new JsonObject().put("message", text);
  }
}
