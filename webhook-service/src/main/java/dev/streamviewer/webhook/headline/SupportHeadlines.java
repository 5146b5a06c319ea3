package dev.streamviewer.webhook.headline;

import static dev.streamviewer.webhook.headline.EventFields.quoted;

import dev.streamviewer.webhook.headline.Headlines.Headline;
import java.util.Map;

/** Headlines of follows, subscriptions, gifts, cheers and donations. */
final class SupportHeadlines {
  static final Map<String, Headline> BY_TYPE =
      Map.ofEntries(
          Map.entry("channel.follow", (streamer, fields) -> fields.person("user") + " follows now"),
          Map.entry("channel.subscribe", SupportHeadlines::subscribe),
          Map.entry("channel.subscription.end", SupportHeadlines::end),
          Map.entry("channel.subscription.gift", SupportHeadlines::gift),
          Map.entry("channel.subscription.message", SupportHeadlines::resubscribe),
          Map.entry("channel.cheer", SupportHeadlines::cheer),
          Map.entry("channel.bits.use", SupportHeadlines::bits),
          Map.entry("channel.custom_power_up_redemption.add", SupportHeadlines::powerUp),
          Map.entry("channel.charity_campaign.start", campaign("A campaign for %s began")),
          Map.entry(
              "channel.charity_campaign.progress", campaign("The campaign for %s received more")),
          Map.entry("channel.charity_campaign.stop", campaign("The campaign for %s ended")),
          Map.entry(
              "channel.charity_campaign.donate",
              (streamer, fields) ->
                  "%s donated to %s"
                      .formatted(
                          fields.person("user"), fields.text("charity_name", "the charity"))));

  private SupportHeadlines() {}

  private static String subscribe(String streamer, EventFields fields) {
    return fields.flag("is_gift")
        ? "%s was given a %s subscription"
            .formatted(fields.person("user"), tier(fields.text("tier")))
        : "%s subscribed at %s".formatted(fields.person("user"), tier(fields.text("tier")));
  }

  private static String end(String streamer, EventFields fields) {
    return "%s’s %s subscription ended".formatted(fields.person("user"), tier(fields.text("tier")));
  }

  private static String gift(String streamer, EventFields fields) {
    var gift =
        "%s gave away %s at %s"
            .formatted(
                fields.supporter(),
                fields.count("total", "subscription"),
                tier(fields.text("tier")));
    var before = fields.number("cumulative_total");
    return before > fields.number("total")
        ? gift + ", %s in all".formatted(fields.number("cumulative_total", ""))
        : gift;
  }

  private static String resubscribe(String streamer, EventFields fields) {
    return "%s subscribed at %s for the %s month%s"
        .formatted(
            fields.person("user"),
            tier(fields.text("tier")),
            ordinal(Math.max(1, fields.number("cumulative_months"))),
            quoted(fields.inside("message").text("text")));
  }

  private static String cheer(String streamer, EventFields fields) {
    return "%s cheered %s%s"
        .formatted(fields.supporter(), fields.count("bits", "bit"), quoted(fields.text("message")));
  }

  private static String bits(String streamer, EventFields fields) {
    var quote = quoted(fields.inside("message").text("text"));
    var powerUp = fields.inside("custom_power_up").text("title");
    var bits = fields.count("bits", "bit");
    return powerUp.isEmpty()
        ? "%s used %s%s".formatted(fields.person("user"), bits, quote)
        : "%s used “%s” for %s%s".formatted(fields.person("user"), powerUp, bits, quote);
  }

  private static String powerUp(String streamer, EventFields fields) {
    var powerUp = fields.inside("custom_power_up");
    return "%s used “%s” for %s%s"
        .formatted(
            fields.person("user"),
            powerUp.text("title", "a Power-up"),
            powerUp.count("bits", "bit"),
            quoted(fields.text("user_input")));
  }

  private static Headline campaign(String what) {
    return (streamer, fields) -> what.formatted(fields.text("charity_name", "charity"));
  }

  /** Twitch counts tiers in thousands. */
  static String tier(String tier) {
    return switch (tier) {
      case "2000" -> "tier 2";
      case "3000" -> "tier 3";
      default -> "tier 1";
    };
  }

  static String ordinal(long number) {
    var teen = number % 100 >= 11 && number % 100 <= 13;
    return number
        + switch (teen ? 0 : (int) (number % 10)) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }
}
