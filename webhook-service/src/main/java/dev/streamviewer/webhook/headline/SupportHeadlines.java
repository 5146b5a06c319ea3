package dev.streamviewer.webhook.headline;

import static dev.streamviewer.webhook.headline.EventFields.quoted;

import dev.streamviewer.webhook.headline.Headlines.Headline;
import java.util.Map;

/** Headlines of follows, subscriptions, gifts, cheers and donations. */
final class SupportHeadlines {
  static final Map<String, Headline> BY_TYPE =
      Map.ofEntries(
          Map.entry("channel.follow", (streamer, facts) -> facts.person("user") + " follows now"),
          Map.entry("channel.subscribe", SupportHeadlines::subscribe),
          Map.entry("channel.subscription.end", SupportHeadlines::end),
          Map.entry("channel.subscription.gift", SupportHeadlines::gift),
          Map.entry("channel.subscription.message", SupportHeadlines::resubscribe),
          Map.entry("channel.cheer", SupportHeadlines::cheer),
          Map.entry("channel.bits.use", SupportHeadlines::bits),
          Map.entry(
              "channel.charity_campaign.donate",
              (streamer, facts) ->
                  "%s donated to %s"
                      .formatted(facts.person("user"), facts.text("charity_name", "the charity"))));

  private SupportHeadlines() {}

  private static String subscribe(String streamer, EventFields facts) {
    return facts.flag("is_gift")
        ? "%s was given a %s subscription".formatted(facts.person("user"), tier(facts.text("tier")))
        : "%s subscribed at %s".formatted(facts.person("user"), tier(facts.text("tier")));
  }

  private static String end(String streamer, EventFields facts) {
    return "%s’s %s subscription ended".formatted(facts.person("user"), tier(facts.text("tier")));
  }

  private static String gift(String streamer, EventFields facts) {
    var gift =
        "%s gave away %s at %s"
            .formatted(
                facts.supporter(), facts.count("total", "subscription"), tier(facts.text("tier")));
    var before = facts.number("cumulative_total");
    return before > facts.number("total")
        ? gift + ", %s in all".formatted(facts.number("cumulative_total", ""))
        : gift;
  }

  private static String resubscribe(String streamer, EventFields facts) {
    return "%s subscribed at %s for the %s month%s"
        .formatted(
            facts.person("user"),
            tier(facts.text("tier")),
            ordinal(Math.max(1, facts.number("cumulative_months"))),
            quoted(facts.inside("message").text("text")));
  }

  private static String cheer(String streamer, EventFields facts) {
    return "%s cheered %s%s"
        .formatted(facts.supporter(), facts.count("bits", "bit"), quoted(facts.text("message")));
  }

  private static String bits(String streamer, EventFields facts) {
    return "%s used %s%s"
        .formatted(
            facts.person("user"),
            facts.count("bits", "bit"),
            quoted(facts.inside("message").text("text")));
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
