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
  private static final int MOST_DECIMALS = 4;

  private SupportFacts() {}

  private static Fact follow(Fields fields, String streamer) {
    return Fact.of("follow").actor(fields.person("user")).since(fields.time("followed_at"));
  }

  /** The recipient of a gift subscribes, too; Twitch does not name the giver there. */
  private static Fact subscribe(Fields fields, String streamer) {
    var user = fields.person("user");
    var subscription =
        fields.is("is_gift") ? Fact.of("sub.gift").target(user) : Fact.of("sub.new").actor(user);
    return subscription.tier(fields.tier("tier"));
  }

  private static Fact end(Fields fields, String streamer) {
    return Fact.of("sub.end").actor(fields.person("user")).tier(fields.tier("tier"));
  }

  private static Fact gifts(Fields fields, String streamer) {
    return Fact.of("sub.gifts")
        .actor(fields.person("user"))
        .amount(fields.number("total"), "subscriptions")
        .total(fields.number("cumulative_total"))
        .tier(fields.tier("tier"));
  }

  private static Fact again(Fields fields, String streamer) {
    return Fact.of("sub.again")
        .actor(fields.person("user"))
        .amount(fields.number("cumulative_months"), "months")
        .number("streak", fields.number("streak_months"))
        .tier(fields.tier("tier"))
        .quote(fields.inside("message").text("text"));
  }

  private static Fact cheer(Fields fields, String streamer) {
    return Fact.of("cheer")
        .actor(fields.person("user"))
        .amount(fields.number("bits"), "bits")
        .quote(fields.text("message"));
  }

  private static Fact bits(Fields fields, String streamer) {
    var type = fields.code("type");
    var use =
        type.filter("cheer"::equals).isPresent()
            ? Fact.of("cheer")
            : Fact.of("powerUp")
                .kind(fields.inside("power_up").code("type").or(() -> type))
                .title(fields.inside("custom_power_up").text("title"));
    return use.actor(fields.person("user"))
        .amount(fields.number("bits"), "bits")
        .quote(fields.inside("message").text("text"));
  }

  private static Fact customPowerUp(Fields fields, String streamer) {
    var powerUp = fields.inside("custom_power_up");
    return Fact.of("powerUp")
        .actor(fields.person("user"))
        .title(powerUp.text("title"))
        .amount(powerUp.number("bits"), "bits")
        .quote(fields.text("user_input"))
        .object("redemption", fields.id("id"));
  }

  private static Fact donation(Fields fields, String streamer) {
    return money(Fact.of("charity.donation").actor(fields.person("user")), fields, "amount")
        .title(fields.text("charity_name"))
        .object("donation", fields.id("id"));
  }

  private static FactReader campaign(String action, String amount) {
    return (fields, streamer) ->
        money(Fact.of(action), fields, amount)
            .title(fields.text("charity_name"))
            .object("campaign", fields.id("id"));
  }

  /** Adds an amount of money; without a known number of decimals its value is unknown. */
  static Fact money(Fact fact, Fields fields, String field) {
    var amount = fields.inside(field);
    var decimals =
        amount
            .number("decimal_places")
            .or(() -> amount.number("decimal_place"))
            .filter(places -> places <= MOST_DECIMALS);
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
