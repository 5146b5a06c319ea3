package dev.streamviewer.sandbox.twitch.demo;

import dev.streamviewer.sandbox.twitch.eventsub.EventOrder;
import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.TwitchUser;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Demo events that consist of several messages, in chat and elsewhere. */
final class DemoChatTraffic {
  static final String TYPE = "channel.chat.notification";

  private DemoChatTraffic() {}

  /** Returns a raid: the raid event, and the announcement in chat. */
  static List<EventOrder> raid(
      TwitchWorld world, SandboxStreamer streamer, RandomGenerator random) {
    var login = streamer.user().login();
    var raiders = others(world, streamer).stream().filter(TwitchUser::streams).toList();
    if (raiders.isEmpty()) {
      return List.of();
    }
    var raider = raiders.get(random.nextInt(raiders.size())).login();
    var viewers = random.nextInt(12, 4_000);
    return List.of(
        EventOrder.of(
            "channel.raid",
            login,
            new JsonObject().put("from_broadcaster_user_login", raider).put("viewers", viewers)),
        EventOrder.of(
            TYPE, login, notice("raid", raider, new JsonObject().put("viewer_count", viewers))));
  }

  /**
   * Returns community gifts: a common announcement, and a notice for each gift under the same id.
   */
  static List<EventOrder> giftBomb(
      TwitchWorld world, SandboxStreamer streamer, RandomGenerator random) {
    var login = streamer.user().login();
    var others = others(world, streamer);
    if (others.size() < 2) {
      return List.of();
    }
    var gifter = others.get(random.nextInt(others.size())).login();
    var total = random.nextInt(2, 6);
    var id = UUID.randomUUID().toString();
    var orders = new ArrayList<EventOrder>();
    var announcement = new JsonObject().put("id", id).put("total", total).put("sub_tier", "1000");
    orders.add(EventOrder.of(TYPE, login, notice("community_sub_gift", gifter, announcement)));
    for (var gift = 0; gift < total; gift++) {
      var singleGift = new JsonObject().put("community_gift_id", id).put("sub_tier", "1000");
      orders.add(EventOrder.of(TYPE, login, notice("sub_gift", gifter, singleGift)));
    }
    return orders;
  }

  private static JsonObject notice(String type, String chatter, JsonObject details) {
    return new JsonObject()
        .put("notice_type", type)
        .put("chatter_user_login", chatter)
        .put(type, details);
  }

  private static List<TwitchUser> others(TwitchWorld world, SandboxStreamer streamer) {
    return world.all().stream()
        .map(SandboxStreamer::user)
        .filter(user -> !user.equals(streamer.user()))
        .toList();
  }
}
