package dev.streamviewer.sandbox.twitch.payload;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** Fields and chat text for each kind of chat notification. */
final class ChatNoticePayloads {
  static final List<String> NAMES =
      List.of(
          "sub",
          "resub",
          "sub_gift",
          "community_sub_gift",
          "gift_paid_upgrade",
          "prime_paid_upgrade",
          "raid",
          "unraid",
          "pay_it_forward",
          "announcement",
          "bits_badge_tier",
          "charity_donation",
          "watch_streak",
          "modiversary");

  /** Kinds that a shared chat also shows for the other channels. */
  static final List<String> SHARED_NAMES =
      List.of(
          "sub",
          "resub",
          "sub_gift",
          "community_sub_gift",
          "gift_paid_upgrade",
          "prime_paid_upgrade",
          "raid",
          "pay_it_forward",
          "announcement",
          "modiversary");

  private static final List<String> TIERS = List.of("1000", "1000", "1000", "2000", "3000");
  private static final List<Integer> BADGES = List.of(1_000, 5_000, 10_000, 25_000, 100_000);
  private static final List<String> COLORS =
      List.of("primary", "blue", "green", "orange", "purple");

  private ChatNoticePayloads() {}

  /** Returns the fields of a notice; empty for an unknown kind. */
  static JsonObject details(String type, PayloadContext context) {
    return switch (type) {
      case "sub" -> tier(context).put("is_prime", false).put("duration_months", 1);
      case "resub" -> resub(context);
      case "sub_gift" -> gift(context);
      case "community_sub_gift" ->
          tier(context)
              .put("id", Integer.toString(context.between(100_000_000, 999_999_999)))
              .put("total", context.between(2, 20))
              .put("cumulative_total", context.between(20, 400));
      case "gift_paid_upgrade" -> gifter(context);
      case "pay_it_forward" ->
          gifter(context)
              .putNull("recipient_user_id")
              .putNull("recipient_user_login")
              .putNull("recipient_user_name");
      case "prime_paid_upgrade" -> tier(context);
      case "raid" ->
          new JsonObject()
              .put("viewer_count", context.between(12, 4_000))
              .put("profile_image_url", "https://static-cdn.jtvnw.net/user-default-70x70.png");
      case "announcement" -> new JsonObject().put("color", context.oneOf(COLORS));
      case "bits_badge_tier" -> new JsonObject().put("tier", context.oneOf(BADGES));
      case "charity_donation" -> donation(context);
      case "watch_streak" ->
          new JsonObject()
              .put("streak_count", context.between(3, 40))
              .put("channel_points_awarded", 450);
      case "modiversary" -> new JsonObject().put("months", context.between(1, 8) * 6);
      default -> new JsonObject();
    };
  }

  /** Returns the line that chat shows, based on the final fields. */
  static String systemMessage(
      String type, String name, JsonObject details, PayloadContext context) {
    return switch (type) {
      case "sub" -> "%s subscribed at Tier %s.".formatted(name, tier(details));
      case "resub" ->
          "%s subscribed at Tier %s. They've subscribed for %s months!"
              .formatted(name, tier(details), details.getValue("cumulative_months"));
      case "sub_gift" ->
          "%s gifted a Tier %s sub to %s!"
              .formatted(name, tier(details), details.getValue("recipient_user_name"));
      case "community_sub_gift" ->
          "%s is gifting %s Tier %s Subs to %s's community! They've gifted a total of %s in the channel!"
              .formatted(
                  name,
                  details.getValue("total"),
                  tier(details),
                  context.streamer().user().name(),
                  details.getValue("cumulative_total"));
      case "gift_paid_upgrade" ->
          "%s is continuing the Gift Sub they got from %s!"
              .formatted(name, details.getValue("gifter_user_name"));
      case "prime_paid_upgrade" ->
          "%s converted from a Prime sub to a Tier %s sub!".formatted(name, tier(details));
      case "raid" ->
          "%s raiders from %s have joined!"
              .formatted(details.getValue("viewer_count"), details.getValue("user_name"));
      case "unraid" -> "The raid has been canceled.";
      case "pay_it_forward" ->
          "%s is paying forward the Gift they got from %s to the community!"
              .formatted(name, details.getValue("gifter_user_name"));
      case "bits_badge_tier" ->
          "%s just earned a new %s Bits badge!".formatted(name, details.getValue("tier"));
      case "charity_donation" ->
          "%s: Donated to support %s".formatted(name, details.getValue("charity_name"));
      case "watch_streak" ->
          "%s watched %s consecutive streams and sparked a watch streak!"
              .formatted(name, details.getValue("streak_count"));
      // Twitch leaves out the name.
      case "modiversary" ->
          "has been a moderator for %s months!".formatted(details.getValue("months"));
      default -> "";
    };
  }

  private static JsonObject tier(PayloadContext context) {
    return new JsonObject().put("sub_tier", context.oneOf(TIERS));
  }

  /** Returns the number of the tier; tier 1 is 1000 on the wire. */
  private static String tier(JsonObject details) {
    return String.valueOf(details.getValue("sub_tier")).replace("000", "");
  }

  private static JsonObject resub(PayloadContext context) {
    var months = context.between(2, 48);
    return tier(context)
        .put("cumulative_months", months)
        .put("duration_months", 1)
        .put("streak_months", Math.min(months, 7))
        .put("is_prime", false)
        .put("is_gift", false)
        .putNull("gifter_is_anonymous")
        .putNull("gifter_user_id")
        .putNull("gifter_user_login")
        .putNull("gifter_user_name");
  }

  private static JsonObject gift(PayloadContext context) {
    return tier(context)
        .put("duration_months", 1)
        .put("cumulative_total", context.between(1, 200))
        .mergeIn(context.other().as("recipient_user"))
        .putNull("community_gift_id");
  }

  private static JsonObject gifter(PayloadContext context) {
    return context.other().as("gifter_user").put("gifter_is_anonymous", false);
  }

  private static JsonObject donation(PayloadContext context) {
    return new JsonObject()
        .put("charity_name", "The Lighthouse Keepers")
        .put("amount", CharityPayloads.euros(context.between(2, 100) * 100));
  }
}
