package dev.streamviewer.webhook.fact;

import java.util.Map;
import java.util.Optional;

/**
 * Reader of chat notices: one type with many types of notice, each with its fields in an object of
 * that name.
 *
 * @see <a href="https://dev.twitch.tv/docs/eventsub/eventsub-reference/">Channel chat notification
 *     event</a>
 */
final class ChatFacts {
  private static final String SHARED = "shared_chat_";

  /**
   * A notice.
   *
   * @param line the whole, which names the chatter
   * @param fields the fields of its type
   */
  record Notice(BodyFields line, BodyFields fields) {
    Optional<EventPerson> chatter() {
      return line.person("chatter_user");
    }

    Optional<EventPerson> gifter() {
      return fields.person("gifter_user");
    }

    Optional<String> tier() {
      return fields.is("is_prime") ? Optional.of(FactBuilder.PRIME) : fields.tier("sub_tier");
    }

    FactBuilder by(String action) {
      return FactBuilder.of(action).actor(chatter());
    }
  }

  @FunctionalInterface
  interface NoticeReader {
    FactBuilder read(Notice notice);
  }

  /** The readers by type of notice, without the prefix of notices from other channels. */
  static final Map<String, NoticeReader> BY_NOTICE =
      Map.ofEntries(
          Map.entry("sub", notice -> notice.by("sub.new").tier(notice.tier())),
          Map.entry("resub", ChatFacts::again),
          Map.entry("sub_gift", ChatFacts::gift),
          Map.entry("community_sub_gift", ChatFacts::gifts),
          Map.entry(
              "gift_paid_upgrade", notice -> notice.by("sub.giftKept").target(notice.gifter())),
          Map.entry(
              "prime_paid_upgrade", notice -> notice.by("sub.primeUpgrade").tier(notice.tier())),
          Map.entry("pay_it_forward", ChatFacts::giftPassedOn),
          Map.entry("raid", ChatFacts::raid),
          Map.entry("unraid", notice -> notice.by("unraid")),
          Map.entry("announcement", notice -> notice.by("announcement")),
          Map.entry("bits_badge_tier", ChatFacts::bitsBadge),
          Map.entry("charity_donation", ChatFacts::donation),
          Map.entry("watch_streak", ChatFacts::watchStreak),
          Map.entry("modiversary", ChatFacts::modAnniversary),
          Map.entry("mod_anniversary", ChatFacts::modAnniversary));

  static final Map<String, FactReader> BY_TYPE =
      Map.of("channel.chat.notification", ChatFacts::notice);

  private ChatFacts() {}

  private static FactBuilder notice(BodyFields line, String streamer) {
    var type = line.code("notice_type").orElse("");
    var own = type.startsWith(SHARED) ? type.substring(SHARED.length()) : type;
    var reader = BY_NOTICE.getOrDefault(own, notice -> notice.by("notice"));
    return reader
        .read(new Notice(line, fields(line, type, own)))
        .quote(line.words("message"))
        .from(otherChannel(line, streamer))
        .ref("message", line.id("message_id"))
        .ref("source", line.id("source_message_id"));
  }

  /** The fields of a notice, which a shared chat may repeat under either name. */
  private static BodyFields fields(BodyFields line, String type, String own) {
    var fields = line.inside(type);
    return fields.json().isEmpty() ? line.inside(own) : fields;
  }

  /** The channel of a notice that reached the streamer's chat from a shared one. */
  private static Optional<EventPerson> otherChannel(BodyFields line, String streamer) {
    return line.person("source_broadcaster_user").filter(channel -> !channel.hasId(streamer));
  }

  private static FactBuilder again(Notice notice) {
    var fields = notice.fields();
    return notice
        .by("sub.again")
        .target(fields.is("is_gift") ? notice.gifter() : Optional.empty())
        .amount(fields.number("cumulative_months"), "months")
        .number("streak", fields.number("streak_months"))
        .tier(notice.tier());
  }

  private static FactBuilder gift(Notice notice) {
    var gift = notice.fields().id("community_gift_id");
    return notice
        .by("sub.gift")
        .target(notice.fields().person("recipient_user"))
        .total(notice.fields().number("cumulative_total"))
        .tier(notice.tier())
        .object("gift", gift)
        .ref("gift", gift);
  }

  private static FactBuilder gifts(Notice notice) {
    var gift = notice.fields().id("id");
    return notice
        .by("sub.gifts")
        .amount(notice.fields().number("total"), "subscriptions")
        .total(notice.fields().number("cumulative_total"))
        .tier(notice.tier())
        .object("gift", gift)
        .ref("gift", gift);
  }

  private static FactBuilder giftPassedOn(Notice notice) {
    return notice
        .by("sub.giftPassedOn")
        .target(notice.fields().person("recipient_user"))
        .giver(notice.gifter());
  }

  /** The raider is the chatter; older notices named the raider inside only. */
  private static FactBuilder raid(Notice notice) {
    return FactBuilder.of("raid.in")
        .actor(notice.fields().person("user").or(notice::chatter))
        .amount(notice.fields().number("viewer_count"), "viewers");
  }

  private static FactBuilder bitsBadge(Notice notice) {
    return notice.by("bitsBadge").amount(notice.fields().number("tier"), "bits");
  }

  private static FactBuilder donation(Notice notice) {
    return SupportFacts.money(notice.by("charity.donation"), notice.fields(), "amount")
        .title(notice.fields().text("charity_name"));
  }

  private static FactBuilder watchStreak(Notice notice) {
    return notice
        .by("watchStreak")
        .amount(notice.fields().number("streak_count"), "streams")
        .number("points", notice.fields().number("channel_points_awarded"));
  }

  private static FactBuilder modAnniversary(Notice notice) {
    return notice.by("modAnniversary").amount(notice.fields().number("months"), "months");
  }
}
