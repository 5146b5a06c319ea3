package dev.streamviewer.sandbox.twitch.payload;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Payloads of support for a channel: follows, subscriptions, gifts, Bits, goals. */
final class SupportPayloads {
  static final Map<String, Function<PayloadContext, JsonObject>> TEMPLATES =
      Map.ofEntries(
          Map.entry("channel.follow", SupportPayloads::follow),
          Map.entry("channel.subscribe", SupportPayloads::subscribe),
          Map.entry("channel.subscription.end", SupportPayloads::subscribe),
          Map.entry("channel.subscription.gift", SupportPayloads::gift),
          Map.entry("channel.subscription.message", SupportPayloads::resubscribe),
          Map.entry("channel.cheer", SupportPayloads::cheer),
          Map.entry("channel.bits.use", SupportPayloads::bits),
          Map.entry("channel.goal.begin", SupportPayloads::goal),
          Map.entry("channel.goal.progress", SupportPayloads::goal),
          Map.entry("channel.goal.end", SupportPayloads::goal));

  private static final List<String> TIERS = List.of("1000", "1000", "1000", "2000", "3000");
  private static final List<String> MESSAGES =
      List.of("Love the stream!", "Worth every minute.", "For the soup fund", "gg, well played");

  private SupportPayloads() {}

  private static JsonObject follow(PayloadContext context) {
    return context.userOnChannel().put("followed_at", context.time());
  }

  private static JsonObject subscribe(PayloadContext context) {
    return context.userOnChannel().put("tier", context.oneOf(TIERS)).put("is_gift", false);
  }

  private static JsonObject gift(PayloadContext context) {
    var total = context.between(1, 20);
    return context
        .userOnChannel()
        .put("total", total)
        .put("tier", context.oneOf(TIERS))
        .put("cumulative_total", total + context.between(0, 200))
        .put("is_anonymous", false);
  }

  private static JsonObject resubscribe(PayloadContext context) {
    var months = context.between(2, 48);
    return context
        .userOnChannel()
        .put("tier", context.oneOf(TIERS))
        .put("message", new JsonObject().put("text", context.oneOf(MESSAGES)).putNull("emotes"))
        .put("cumulative_months", months)
        .put("streak_months", Math.min(months, 7))
        .put("duration_months", 1);
  }

  private static JsonObject cheer(PayloadContext context) {
    return new JsonObject()
        .put("is_anonymous", false)
        .mergeIn(context.userOnChannel())
        .put("message", context.oneOf(MESSAGES))
        .put("bits", context.between(1, 20) * 50);
  }

  /** Returns a cheer, or what the requested type of use shows. */
  private static JsonObject bits(PayloadContext context) {
    var bits = context.between(1, 20) * 50;
    var type = context.requested("type", "cheer");
    return context
        .userOnChannel()
        .put("bits", bits)
        .put("type", type)
        .put("power_up", type.equals("power_up") ? powerUp() : null)
        .put("custom_power_up", type.equals("custom_power_up") ? customPowerUp() : null)
        .put("message", type.equals("cheer") ? cheermote(bits) : null);
  }

  private static JsonObject powerUp() {
    return new JsonObject()
        .put("type", "celebration")
        .put("emote", new JsonObject().put("id", "81274").put("name", "VoHiYo"))
        .putNull("message_effect_id");
  }

  private static JsonObject customPowerUp() {
    return new JsonObject()
        .put("title", "Confetti")
        .put("reward_id", "92af127c-7326-4483-a52b-b0da0be61c01");
  }

  private static JsonObject cheermote(int bits) {
    var cheermote =
        new JsonObject()
            .put("type", "cheermote")
            .put("text", "cheer" + bits)
            .put(
                "cheermote",
                new JsonObject().put("prefix", "cheer").put("bits", bits).put("tier", 1))
            .putNull("emote");
    return new JsonObject()
        .put("text", "cheer" + bits)
        .put("fragments", PayloadContext.array(cheermote));
  }

  private static JsonObject goal(PayloadContext context) {
    var goal =
        context
            .episodeOnChannel()
            .put("type", "follow")
            .put("description", "A better microphone")
            .put("current_amount", context.isStage("end") ? 500 : context.between(20, 480))
            .put("target_amount", 500)
            .put("started_at", context.startedAt());
    return context.isStage("end")
        ? goal.put("is_achieved", true).put("ended_at", context.time())
        : goal;
  }
}
