package dev.streamviewer.sandbox.pusher.channel;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reports arrivals and departures by webhook. A return within the delay cancels the departure:
 * neither webhook is sent.
 */
public final class ChannelOccupancyReports {
  private static final int MAX_REPORTED_MISSES = 1_000;

  private final Vertx vertx;
  private final WebhookSender webhooks;
  private final long delayMillis;
  private final Map<String, Long> pendingDepartures = new HashMap<>();
  private final Set<String> reportedMisses = new HashSet<>();

  public ChannelOccupancyReports(Vertx vertx, WebhookSender webhooks, Duration delay) {
    this.vertx = vertx;
    this.webhooks = webhooks;
    this.delayMillis = delay.toMillis();
  }

  void occupied(ChannelName channel) {
    reportArrival(channel.value(), event("channel_occupied", channel));
  }

  void vacated(ChannelName channel) {
    reportDeparture(channel.value(), event("channel_vacated", channel));
  }

  void memberAdded(ChannelName channel, String userId) {
    reportArrival(channel + " " + userId, event("member_added", channel).put("user_id", userId));
  }

  void memberRemoved(ChannelName channel, String userId) {
    reportDeparture(
        channel + " " + userId, event("member_removed", channel).put("user_id", userId));
  }

  /** Sends one webhook until the cache is filled, however many listeners miss the cache. */
  void cacheMissed(ChannelName channel) {
    if (reportedMisses.size() < MAX_REPORTED_MISSES && reportedMisses.add(channel.value())) {
      webhooks.send(event("cache_miss", channel));
    }
  }

  void cacheFilled(ChannelName channel) {
    reportedMisses.remove(channel.value());
  }

  public void clientEvent(
      ChannelName channel, String event, Object data, String socketId, PresenceMember member) {
    var json =
        event("client_event", channel)
            .put("event", event)
            .put("data", data)
            .put("socket_id", socketId);
    webhooks.send(member == null ? json : json.put("user_id", member.userId()));
  }

  private void reportArrival(String key, JsonObject event) {
    var timer = pendingDepartures.remove(key);
    if (timer == null) {
      webhooks.send(event);
    } else {
      vertx.cancelTimer(timer);
    }
  }

  private void reportDeparture(String key, JsonObject event) {
    if (delayMillis == 0) {
      webhooks.send(event);
      return;
    }
    pendingDepartures.put(
        key,
        vertx.setTimer(
            delayMillis,
            elapsed -> {
              pendingDepartures.remove(key);
              webhooks.send(event);
            }));
  }

  private static JsonObject event(String name, ChannelName channel) {
    return new JsonObject().put("name", name).put("channel", channel.value());
  }
}
