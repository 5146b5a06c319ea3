package dev.streamviewer.webhook.fact;

import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.memory.ExpiringCache;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last known title, category, language and labels of each channel. Twitch sends all of them
 * with every update and does not tell which one changed.
 */
public final class ChannelMemory {
  private static final Logger log = LoggerFactory.getLogger(ChannelMemory.class);

  private static final String KEY = "channel/";
  private static final int CAPACITY = 20_000;
  private static final Duration TTL = Duration.ofHours(24);
  private static final Duration READ_TIMEOUT = Duration.ofMillis(400);
  private static final List<String> FIELDS = List.of("title", "category", "language", "labels");

  /** The memory of all processes; empty without a cluster. */
  private final Optional<AsyncMap<String, String>> shared;

  private final ExpiringCache<String, String> local;

  /**
   * @param message the message that brought the state
   * @param at the time of that message, in milliseconds
   * @param before the state before that message, with which a redelivery is compared
   */
  private record Known(String message, long at, JsonObject before, JsonObject state) {
    static final Known NOTHING = new Known("", 0, new JsonObject(), new JsonObject());

    static Known parse(String text) {
      var json = new JsonObject(text);
      return new Known(
          json.getString("message"),
          json.getLong("at"),
          json.getJsonObject("before"),
          json.getJsonObject("state"));
    }

    JsonObject stateBefore(String otherMessage) {
      return message.equals(otherMessage) ? before : state;
    }

    @Override
    public String toString() {
      return new JsonObject()
          .put("message", message)
          .put("at", at)
          .put("before", before)
          .put("state", state)
          .encode();
    }
  }

  /**
   * @param shared the memory of all processes; empty without a cluster
   */
  public ChannelMemory(Optional<AsyncMap<String, String>> shared, Clock clock) {
    this.shared = shared;
    this.local = new ExpiringCache<>(CAPACITY, clock);
  }

  /**
   * Returns an update with what changed: an empty list if nothing did; no list if the state before
   * is not known, or the update comes late.
   */
  public Future<JsonObject> compare(
      String messageId, Instant at, String streamerId, JsonObject body, JsonObject fact) {
    var key = KEY + streamerId;
    var time = at.toEpochMilli();
    return find(key)
        .map(known -> time < known.at() ? fact : compare(key, known, messageId, time, body, fact));
  }

  private JsonObject compare(
      String key, Known known, String messageId, long at, JsonObject body, JsonObject fact) {
    var before = known.stateBefore(messageId);
    var after = before.copy().mergeIn(state(body, fact));
    var changed = changed(before, after);
    // The message of an equal state must not hide that the message before may come again.
    if (!changed.isEmpty()) {
      keep(key, new Known(messageId, at, before, after).toString());
    }
    return before.isEmpty() ? fact : fact.put("changed", changed);
  }

  private static JsonArray changed(JsonObject before, JsonObject after) {
    return new JsonArray(
        FIELDS.stream()
            .filter(after::containsKey)
            .filter(field -> !after.getValue(field).equals(before.getValue(field)))
            .toList());
  }

  /** The fields that a body tells, an empty title or category included. */
  private static JsonObject state(JsonObject body, JsonObject fact) {
    var state = new JsonObject();
    if (body.getValue("title") instanceof String) {
      state.put("title", fact.getString("title", ""));
    }
    if (body.getValue("category_name") instanceof String) {
      state.put("category", fact.getString("category", ""));
    }
    if (fact.containsKey("language")) {
      state.put("language", fact.getString("language"));
    }
    if (body.getValue("content_classification_labels") instanceof JsonArray) {
      state.put("labels", fact.getJsonArray("labels", new JsonArray()));
    }
    return state;
  }

  /** An unreachable cluster means that nothing is known. */
  private Future<Known> find(String key) {
    return shared
        .map(
            map ->
                Timeouts.ofCall(READ_TIMEOUT, "Reading the state of a channel", map.get(key))
                    .map(Optional::ofNullable)
                    .otherwise(Optional.empty()))
        .orElseGet(() -> Future.succeededFuture(local.find(key)))
        .map(found -> found.map(Known::parse).orElse(Known.NOTHING));
  }

  private void keep(String key, String known) {
    if (shared.isEmpty()) {
      local.put(key, known, TTL);
      return;
    }
    shared
        .get()
        .put(key, known, TTL.toMillis())
        .onFailure(failure -> log.debug("The state of {} was not kept", key, failure));
  }
}
