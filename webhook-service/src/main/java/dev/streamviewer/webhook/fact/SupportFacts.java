package dev.streamviewer.webhook.fact;

import java.util.Locale;
import java.util.Map;

/** Readers of follows, subscriptions, gifts, bits and donations. */
final class SupportFacts {
  static final Map<String, FactReader> BY_TYPE =
      Map.ofEntries(
          Map.entry("channel.follow", SupportFacts::follow),
          Map.entry("channel.subscribe", SupportFacts::subscribe),
          Map.entry("channel.subscription.end", SupportFacts::end),
          Map.entry("channel.subscription.gift", SupportFacts::gifts),
          Map.entry("channel.subscription.message", SupportFacts::again),
          Map.entry("channel.cheer", SupportFacts::cheer),
          Map.entry("channel.bits.use", SupportFacts::bits),
          Map.entry("channel.custom_power_up_redemption.add", SupportFacts::customPowerUp),
          Map.entry("channel.charity_campaign.donate", SupportFacts::donation),
          Map.entry("channel.charity_campaign.start", campaign("charity.start", "target_amount")),
          Map.entry(
              "channel.charity_campaign.progress", campaign("charity.progress", "current_amount")),
          Map.entry("channel.charity_campaign.stop", campaign("charity.stop", "current_amount")));

  /** Currencies of the world have four decimals at most. */
  private static final int MAX_DECIMALS = 4;

  private SupportFacts() {}

  private static FactBuilder follow(BodyFields fields, String streamer) {
    return FactBuilder.of("follow").actor(fields.person("user")).since(fields.time("followed_at"));
  }

  /** The recipient of a gift subscribes, too; Twitch does not name the giver there. */
  private static FactBuilder subscribe(BodyFields fields, String streamer) {
    var user = fields.person("user");
    var subscription =
        fields.is("is_gift")
            ? FactBuilder.of("sub.gift").target(user)
            : FactBuilder.of("sub.new").actor(user);
    return subscription.tier(fields.tier("tier"));
  }

  private static FactBuilder end(BodyFields fields, String streamer) {
    return FactBuilder.of("sub.end").actor(fields.person("user")).tier(fields.tier("tier"));
  }

  private static FactBuilder gifts(BodyFields fields, String streamer) {
    return FactBuilder.of("sub.gifts")
        .actor(fields.person("user"))
        .amount(fields.number("total"), "subscriptions")
        .total(fields.number("cumulative_total"))
        .tier(fields.tier("tier"));
  }

  private static FactBuilder again(BodyFields fields, String streamer) {
    return FactBuilder.of("sub.again")
        .actor(fields.person("user"))
        .amount(fields.number("cumulative_months"), "months")
        .number("streak", fields.number("streak_months"))
        .tier(fields.tier("tier"))
        .quote(fields.words("message"));
  }

  private static FactBuilder cheer(BodyFields fields, String streamer) {
    return FactBuilder.of("cheer")
        .actor(fields.person("user"))
        .amount(fields.number("bits"), "bits")
        .quote(fields.words("message"));
  }

  private static FactBuilder bits(BodyFields fields, String streamer) {
    var type = fields.code("type");
    var use =
        type.filter("cheer"::equals).isPresent()
            ? FactBuilder.of("cheer")
            : FactBuilder.of("powerUp")
                .kind(fields.inside("power_up").code("type").or(() -> type))
                .title(fields.inside("custom_power_up").text("title"));
    return use.actor(fields.person("user"))
        .amount(fields.number("bits"), "bits")
        .quote(fields.words("message"));
  }

  private static FactBuilder customPowerUp(BodyFields fields, String streamer) {
    var powerUp = fields.inside("custom_power_up");
    return FactBuilder.of("powerUp")
        .actor(fields.person("user"))
        .title(powerUp.text("title"))
        .amount(powerUp.number("bits"), "bits")
        .quote(fields.text("user_input"))
        .object("redemption", fields.id("id"));
  }

  private static FactBuilder donation(BodyFields fields, String streamer) {
    return money(FactBuilder.of("charity.donation").actor(fields.person("user")), fields, "amount")
        .title(fields.text("charity_name"))
        .object("donation", fields.id("id"));
  }

  private static FactReader campaign(String action, String amount) {
    return (fields, streamer) ->
        money(FactBuilder.of(action), fields, amount)
            .title(fields.text("charity_name"))
            .object("campaign", fields.id("id"));
  }

  /** Adds an amount of money; without a known number of decimals its value is unknown. */
  static FactBuilder money(FactBuilder fact, BodyFields fields, String field) {
    var amount = fields.inside(field);
    var decimals =
        amount
            .number("decimal_places")
            .or(() -> amount.number("decimal_place"))
            .filter(places -> places <= MAX_DECIMALS);
    return decimals
        .map(
            places ->
                fact.money(
                    amount.number("value"),
                    amount
                        .text("currency")
                        .filter(code -> code.matches("[A-Za-z]{3}"))
                        .map(code -> code.toUpperCase(Locale.ROOT)),
                    places.intValue()))
        .orElse(fact);
  }
}
