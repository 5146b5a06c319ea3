package dev.streamviewer.sandbox.twitch.payload;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;

/** Payloads of charity campaigns and of donations to them. */
final class CharityPayloads {
  static final Map<String, Function<PayloadContext, JsonObject>> TEMPLATES =
      Map.of(
          "channel.charity_campaign.start", CharityPayloads::campaign,
          "channel.charity_campaign.progress", CharityPayloads::campaign,
          "channel.charity_campaign.stop", CharityPayloads::campaign,
          "channel.charity_campaign.donate", CharityPayloads::donation);

  private static final int TARGET = 150_000;

  private CharityPayloads() {}

  /** Returns a campaign, whose channel has fields of its own, without {@code user}. */
  private static JsonObject campaign(PayloadContext context) {
    var current = context.isStage("start") ? 0 : context.between(100, TARGET);
    var campaign =
        new JsonObject()
            .put("id", context.episode().id())
            .mergeIn(context.streamer().user().as("broadcaster"))
            .mergeIn(charity())
            .put("current_amount", euros(current))
            .put("target_amount", euros(TARGET));
    if (context.isStage("start")) {
      return campaign.put("started_at", context.time());
    }
    return context.isStage("stop") ? campaign.put("stopped_at", context.time()) : campaign;
  }

  private static JsonObject donation(PayloadContext context) {
    return new JsonObject()
        .put("id", context.id())
        .put("campaign_id", context.episode().id())
        .mergeIn(context.userOnChannel())
        .mergeIn(charity())
        .put("amount", euros(context.between(2, 100) * 100));
  }

  private static JsonObject charity() {
    return new JsonObject()
        .put("charity_name", "The Lighthouse Keepers")
        .put("charity_description", "Keeps lights burning on lonely coasts.")
        .put("charity_logo", "https://abc.cloudfront.net/ppgf/1000/100.png")
        .put("charity_website", "https://www.example.com");
  }

  /** Formats an amount in cents as Twitch does. */
  static JsonObject euros(int cents) {
    return new JsonObject().put("value", cents).put("decimal_places", 2).put("currency", "EUR");
  }
}
