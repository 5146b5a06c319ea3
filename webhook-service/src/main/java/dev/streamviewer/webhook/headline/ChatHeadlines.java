package dev.streamviewer.webhook.headline;

import static dev.streamviewer.webhook.headline.EventFields.quoted;

import dev.streamviewer.webhook.headline.Headlines.Headline;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Headlines of chat notices about support and raids. The notice type names the object that holds
 * the fields.
 *
 * @see <a href="https://dev.twitch.tv/docs/eventsub/eventsub-reference/">Channel chat notification
 *     event</a>
 */
final class ChatHeadlines {
  private static final String SHARED = "shared_chat_";

  static final Map<String, Headline> BY_TYPE =
      Map.of("channel.chat.notification", ChatHeadlines::notice);

  private ChatHeadlines() {}

  private static String notice(String streamer, EventFields fields) {
    var type = fields.text("notice_type");
    if (!type.startsWith(SHARED)) {
      return sentence(type, fields, fields.inside(type));
    }
    return sentence(type.substring(SHARED.length()), fields, fields.inside(type))
        + " in %s’s chat".formatted(fields.person("source_broadcaster_user"));
  }

  /**
   * @param notice the fields of this notice type; {@code fields} name the chatter
   */
  private static String sentence(String type, EventFields fields, EventFields notice) {
    var who = chatter(fields);
    var words = fields.inside("message").text("text");
    return switch (type) {
      case "sub" -> "%s subscribed %s".formatted(who, plan(notice));
      case "resub" -> resubscribed(who, notice) + quoted(words);
      case "sub_gift" ->
          "%s gave %s a %s subscription"
              .formatted(who, notice.person("recipient_user"), tier(notice));
      case "community_sub_gift" -> gifts(who, notice);
      case "gift_paid_upgrade" ->
          "%s keeps the subscription that %s gave".formatted(who, gifter(notice));
      case "prime_paid_upgrade" ->
          "%s went from Prime to a %s subscription".formatted(who, tier(notice));
      case "pay_it_forward" -> "%s passes on the gift of %s".formatted(who, gifter(notice));
      case "raid" ->
          "Raided by %s with %s"
              .formatted(notice.text("user_name", who), notice.count("viewer_count", "viewer"));
      case "unraid" -> "The raid was called off";
      case "announcement" -> "Announcement by " + who + quoted(words);
      case "bits_badge_tier" ->
          "%s earned the badge for %s".formatted(who, notice.count("tier", "bit"));
      case "charity_donation" -> donation(who, notice);
      case "watch_streak" ->
          "%s watched %s in a row".formatted(who, notice.count("streak_count", "stream"))
              + quoted(words);
      case "modiversary" ->
          "%s has been a moderator for %s".formatted(who, notice.count("months", "month"))
              + quoted(words);
      default -> fields.text("system_message", "Chat notice: " + type.replace('_', ' '));
    };
  }

  private static String chatter(EventFields fields) {
    return fields.flag("chatter_is_anonymous")
        ? "Somebody anonymous"
        : fields.person("chatter_user");
  }

  private static String gifter(EventFields notice) {
    return notice.flag("gifter_is_anonymous") ? "somebody" : notice.person("gifter_user");
  }

  private static String tier(EventFields notice) {
    return SupportHeadlines.tier(notice.text("sub_tier"));
  }

  private static String plan(EventFields notice) {
    return notice.flag("is_prime") ? "with Prime" : "at " + tier(notice);
  }

  private static String resubscribed(String who, EventFields notice) {
    return "%s subscribed %s for the %s month"
        .formatted(
            who,
            plan(notice),
            SupportHeadlines.ordinal(Math.max(1, notice.number("cumulative_months"))));
  }

  private static String gifts(String who, EventFields notice) {
    var gift =
        "%s gave away %s at %s".formatted(who, notice.count("total", "subscription"), tier(notice));
    return notice.number("cumulative_total") > notice.number("total")
        ? gift + ", %s in all".formatted(notice.number("cumulative_total", ""))
        : gift;
  }

  /** Formats an amount, a whole number of the currency's smallest unit. */
  private static String donation(String who, EventFields notice) {
    var amount = notice.inside("amount");
    var places = (int) Math.max(0, Math.min(6, amount.number("decimal_places")));
    var value = BigDecimal.valueOf(amount.number("value"), places).toPlainString();
    return "%s donated %s %s to %s"
        .formatted(who, value, amount.text("currency"), notice.text("charity_name", "the charity"));
  }
}
