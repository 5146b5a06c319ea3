package dev.streamviewer.sandbox.twitch.payload;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** What a chat notification of each kind tells, as fields and in the words that chat shows. */
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
          "charity_donation");

  /** The kinds that a shared chat shows of the other channels, too. */
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
          "announcement");

  private static final List<String> TIERS = List.of("1000", "1000", "1000", "2000", "3000");
  private static final List<Integer> BADGES = List.of(1_000, 5_000, 10_000, 25_000, 100_000);
  private static final List<String> COLORS =
      List.of("primary", "blue", "green", "orange", "purple");

  private ChatNoticePayloads() {}

  /** The fields; those of a kind that is not known are none. */
  static JsonObject details(String type, PayloadContext scene) {
    return switch (type) {
      case "sub" -> tier(scene).put("is_prime", false).put("duration_months", 1);
      case "resub" -> resub(scene);
      case "sub_gift" -> gift(scene);
      case "community_sub_gift" ->
          tier(scene)
              .put("id", Integer.toString(scene.between(100_000_000, 999_999_999)))
              .put("total", scene.between(2, 20))
              .put("cumulative_total", scene.between(20, 400));
      case "gift_paid_upgrade", "pay_it_forward" -> gifter(scene);
      case "prime_paid_upgrade" -> tier(scene);
      case "raid" ->
          new JsonObject()
              .put("viewer_count", scene.between(12, 4_000))
              .put("profile_image_url", "https://static-cdn.jtvnw.net/user-default-70x70.png");
      case "announcement" -> new JsonObject().put("color", scene.oneOf(COLORS));
      case "bits_badge_tier" -> new JsonObject().put("tier", scene.oneOf(BADGES));
      case "charity_donation" -> donation(scene);
      default -> new JsonObject();
    };
  }

  /** The line that chat shows, from the fields as they are sent. */
  static String words(String type, String name, JsonObject details, PayloadContext scene) {
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
                  scene.streamer().user().name(),
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
      default -> "";
    };
  }

  private static JsonObject tier(PayloadContext scene) {
    return new JsonObject().put("sub_tier", scene.oneOf(TIERS));
  }

  /** Tier 1 is 1000 on the wire. */
  private static String tier(JsonObject details) {
    return String.valueOf(details.getValue("sub_tier")).replace("000", "");
  }

  private static JsonObject resub(PayloadContext scene) {
    var months = scene.between(2, 48);
    return tier(scene)
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

  private static JsonObject gift(PayloadContext scene) {
    return tier(scene)
        .put("duration_months", 1)
        .put("cumulative_total", scene.between(1, 200))
        .mergeIn(scene.other().as("recipient_user"))
        .putNull("community_gift_id");
  }

  private static JsonObject gifter(PayloadContext scene) {
    return scene.other().as("gifter_user").put("gifter_is_anonymous", false);
  }

  private static JsonObject donation(PayloadContext scene) {
    return new JsonObject()
        .put("charity_name", "The Lighthouse Keepers")
        .put(
            "amount",
            new JsonObject()
                .put("value", scene.between(2, 100) * 100)
                .put("decimal_places", 2)
                .put("currency", "EUR"));
  }
}
