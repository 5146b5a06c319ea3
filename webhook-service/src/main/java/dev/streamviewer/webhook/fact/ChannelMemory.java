package dev.streamviewer.webhook.fact;

import dev.streamviewer.platform.contract.webhook.ChannelState;
import dev.streamviewer.platform.contract.webhook.ChannelUpdate;
import dev.streamviewer.platform.contract.webhook.ChannelUpdates;
import dev.streamviewer.platform.memory.BoundedMap;
import dev.streamviewer.platform.memory.ExpiringCache;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last known title, category, language and labels of each channel. Twitch sends all of them
 * with every update and does not tell which one changed. Processes tell each other about updates
 * without waiting; a process that missed some forgets all states, and so names a whole state rather
 * than the wrong part of it.
 */
public final class ChannelMemory {
  private static final Logger log = LoggerFactory.getLogger(ChannelMemory.class);

  private static final int CAPACITY = 20_000;
  private static final int MAX_WRITERS = 1_000;
  private static final Duration TTL = Duration.ofHours(24);
  private static final Known NOTHING = new Known("", 0, ChannelState.UNKNOWN, ChannelState.UNKNOWN);

  private final Consumer<ChannelUpdate> onUpdate;
  private final ExpiringCache<String, Known> channels;

  /** The number of the latest message of each process. */
  private final Map<String, Long> numbers = BoundedMap.inOrderOfUse(MAX_WRITERS);

  /**
   * @param message the message that brought the state
   * @param at the time of that message, in milliseconds
   * @param before the state before that message, with which a redelivery is compared
   */
  private record Known(String message, long at, ChannelState before, ChannelState state) {
    ChannelState stateBefore(String otherMessage) {
      return message.equals(otherMessage) ? before : state;
    }
  }

  /**
   * @param onUpdate receives each state that other processes should know
   */
  public ChannelMemory(Consumer<ChannelUpdate> onUpdate, Clock clock) {
    this.onUpdate = onUpdate;
    this.channels = new ExpiringCache<>(CAPACITY, clock);
  }

  /**
   * Returns an update with what changed: an empty list if nothing did; no list if the state before
   * is not known, or the update comes late.
   */
  public JsonObject compare(
      String messageId, Instant at, String streamerId, JsonObject body, JsonObject fact) {
    var known = known(streamerId);
    if (at.toEpochMilli() < known.at()) {
      return fact;
    }
    var before = known.stateBefore(messageId);
    var after = before.updatedBy(state(body, fact));
    var changed = after.changedFields(before);
    // The message of an equal state must not hide that the message before may come again.
    if (!changed.isEmpty()) {
      var update = new ChannelUpdate(streamerId, messageId, at.toEpochMilli(), after);
      keep(update, before);
      onUpdate.accept(update);
    }
    return before.equals(ChannelState.UNKNOWN) ? fact : compared(fact, changed, before, after);
  }

  private static JsonObject compared(
      JsonObject fact, List<String> changed, ChannelState before, ChannelState after) {
    fact.put("changed", new JsonArray(changed));
    if (changed.contains("labels") && before.labels() != null) {
      putLabels(fact, "labelsAdded", after.labels(), before.labels());
      putLabels(fact, "labelsRemoved", before.labels(), after.labels());
    }
    return fact;
  }

  private static void putLabels(
      JsonObject fact, String field, List<String> labels, List<String> without) {
    var rest = labels.stream().filter(label -> !without.contains(label)).toList();
    if (!rest.isEmpty()) {
      fact.put(field, new JsonArray(rest));
    }
  }

  /** Learns states that another process has received. */
  public void heard(ChannelUpdates heard) {
    var latest = numbers.put(heard.writer(), heard.number());
    if (heard.number() != (latest == null ? 0 : latest) + 1) {
      log.debug("Updates of channels that {} received were lost", heard.writer());
      channels.clear();
    }
    heard.updates().forEach(this::learn);
  }

  private void learn(ChannelUpdate update) {
    var known = known(update.streamerId());
    if (update.at() > known.at()) {
      keep(update, known.state());
    }
  }

  /** The fields that a body tells, an empty title or category included. */
  private static ChannelState state(JsonObject body, JsonObject fact) {
    Predicate<String> isText = field -> body.getValue(field) instanceof String;
    return new ChannelState(
        isText.test("title") ? fact.getString("title", "") : null,
        isText.test("category_name") ? fact.getString("category", "") : null,
        fact.getString("language"),
        body.getValue("content_classification_labels") instanceof JsonArray ? labels(fact) : null);
  }

  private static List<String> labels(JsonObject fact) {
    return fact.getJsonArray("labels", new JsonArray()).stream().map(String.class::cast).toList();
  }

  private Known known(String streamerId) {
    return channels.find(streamerId).orElse(NOTHING);
  }

  private void keep(ChannelUpdate update, ChannelState before) {
    channels.put(
        update.streamerId(),
        new Known(update.messageId(), update.at(), before, update.state()),
        TTL);
  }
}
