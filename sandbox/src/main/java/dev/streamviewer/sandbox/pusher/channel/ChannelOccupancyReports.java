package dev.streamviewer.sandbox.pusher.channel;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Turns coming and going into webhooks. Who leaves and is back within the delay has never been
 * away: neither webhook is sent.
 */
public final class ChannelOccupancyReports {
  private static final int MAX_REMEMBERED_MISSES = 1_000;

  private final Vertx vertx;
  private final WebhookSender webhooks;
  private final long delayMillis;
  private final Map<String, Long> leaving = new HashMap<>();
  private final Set<String> missed = new HashSet<>();

  public ChannelOccupancyReports(Vertx vertx, WebhookSender webhooks, Duration delay) {
    this.vertx = vertx;
    this.webhooks = webhooks;
    this.delayMillis = delay.toMillis();
  }

  void occupied(ChannelName channel) {
    came(channel.value(), event("channel_occupied", channel));
  }

  void vacated(ChannelName channel) {
    left(channel.value(), event("channel_vacated", channel));
  }

  void memberAdded(ChannelName channel, String userId) {
    came(channel + " " + userId, event("member_added", channel).put("user_id", userId));
  }

  void memberRemoved(ChannelName channel, String userId) {
    left(channel + " " + userId, event("member_removed", channel).put("user_id", userId));
  }

  /** One webhook until the cache is filled, however many listeners miss. */
  void cacheMissed(ChannelName channel) {
    if (missed.size() < MAX_REMEMBERED_MISSES && missed.add(channel.value())) {
      webhooks.send(event("cache_miss", channel));
    }
  }

  void cacheFilled(ChannelName channel) {
    missed.remove(channel.value());
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

  private void came(String who, JsonObject event) {
    var timer = leaving.remove(who);
    if (timer == null) {
      webhooks.send(event);
    } else {
      vertx.cancelTimer(timer);
    }
  }

  private void left(String who, JsonObject event) {
    if (delayMillis == 0) {
      webhooks.send(event);
      return;
    }
    leaving.put(
        who,
        vertx.setTimer(
            delayMillis,
            over -> {
              leaving.remove(who);
              webhooks.send(event);
            }));
  }

  private static JsonObject event(String name, ChannelName channel) {
    return new JsonObject().put("name", name).put("channel", channel.value());
  }
}
