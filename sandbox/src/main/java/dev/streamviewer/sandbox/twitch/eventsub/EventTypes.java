package dev.streamviewer.sandbox.twitch.eventsub;

import dev.streamviewer.sandbox.twitch.eventsub.EventType.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All subscription types for webhooks, as listed in EventSub's reference. */
public final class EventTypes {
  /**
   * Types (a slash separates siblings) | version | condition | scopes. The user must grant a scope
   * of each group; {@code a:*:b} is {@code a:read:b} or {@code a:manage:b}.
   */
  private static final String TABLE =
      """
      stream.online/offline | 1 | B |
      channel.update | 2 | B |
      channel.raid | 1 | RAID |
      channel.shared_chat.begin/update/end | 1 | B |
      user.update | 1 | USER |
      user.authorization.grant/revoke | 1 | CLIENT |
      conduit.shard.disabled | 1 | CLIENT |
      channel.follow | 2 | BM | moderator:read:followers
      channel.ad_break.begin | 1 | B | channel:read:ads
      channel.bits.use | 1 | B | bits:read
      channel.cheer | 1 | B | bits:read
      channel.custom_power_up_redemption.add | 1 | BR | bits:read
      channel.subscribe | 1 | B | channel:read:subscriptions
      channel.subscription.end/gift/message | 1 | B | channel:read:subscriptions
      channel.hype_train.begin/progress/end | 2 | B | channel:read:hype_train
      channel.poll.begin/progress/end | 1 | B | channel:*:polls
      channel.prediction.begin/progress/lock/end | 1 | B | channel:*:predictions
      channel.goal.begin/progress/end | 1 | B | channel:read:goals
      channel.charity_campaign.start/progress/stop/donate | 1 | B | channel:read:charity
      channel.channel_points_custom_reward.add | 1 | B | channel:*:redemptions
      channel.channel_points_custom_reward.update/remove | 1 | BR | channel:*:redemptions
      channel.channel_points_custom_reward_redemption.add/update | 1 | BR | channel:*:redemptions
      channel.channel_points_automatic_reward_redemption.add | 2 | B | channel:*:redemptions
      channel.ban | 1 | B | channel:moderate
      channel.unban | 1 | B | channel:moderate
      channel.moderator.add/remove | 1 | B | moderation:read
      channel.vip.add/remove | 1 | B | channel:*:vips
      channel.shoutout.create/receive | 1 | BM | moderator:*:shoutouts
      channel.shield_mode.begin/end | 1 | BM | moderator:*:shield_mode
      channel.unban_request.create/resolve | 1 | BM | moderator:*:unban_requests
      channel.warning.send/acknowledge | 1 | BM | moderator:*:warnings
      channel.suspicious_user.message/update | 1 | BM | moderator:read:suspicious_users
      channel.moderate | 2 | BM | moderator:*:blocked_terms moderator:*:chat_settings moderator:*:unban_requests moderator:*:banned_users moderator:*:chat_messages moderator:*:warnings moderator:read:moderators moderator:read:vips
      automod.message.hold/update | 2 | BM | moderator:manage:automod
      automod.settings.update | 1 | BM | moderator:read:automod_settings
      automod.terms.update | 1 | BM | moderator:manage:automod
      channel.chat.message/notification/clear/clear_user_messages/message_delete | 1 | BU | user:read:chat user:bot
      channel.chat_settings.update | 1 | BU | user:read:chat user:bot
      channel.chat.user_message_hold/user_message_update | 1 | BU | user:read:chat user:bot
      user.whisper.message | 1 | USER | user:*:whispers
      channel.guest_star_session.begin/end | beta | BM | channel:*:guest_star,moderator:*:guest_star
      channel.guest_star_guest.update | beta | BM | channel:*:guest_star,moderator:*:guest_star
      channel.guest_star_settings.update | beta | BM | channel:*:guest_star,moderator:*:guest_star
      drop.entitlement.grant | 1 | DROP |
      extension.bits_transaction.create | 1 | EXTENSION |
      """;

  private static final Set<String> RETIRED =
      Set.of(
          "channel.follow 1",
          "channel.update 1",
          "channel.hype_train.begin 1",
          "channel.hype_train.progress 1",
          "channel.hype_train.end 1");

  private static final Map<String, EventType> BY_NAME =
      TABLE
          .lines()
          .flatMap(EventTypes::row)
          .collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));

  private EventTypes() {}

  public static Optional<EventType> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  static boolean isRetired(String name, String version) {
    return RETIRED.contains(name + " " + version);
  }

  public static boolean exists(String name) {
    return BY_NAME.containsKey(name);
  }

  public static List<String> names() {
    return BY_NAME.keySet().stream().sorted().toList();
  }

  private static Stream<EventType> row(String line) {
    var cells = line.split("\\|", -1);
    var siblings = cells[0].trim().split("/");
    var family = siblings[0].substring(0, siblings[0].lastIndexOf('.') + 1);
    var names =
        Stream.concat(
            Stream.of(siblings[0]), Arrays.stream(siblings).skip(1).map(last -> family + last));
    var shape = Shape.valueOf(cells[2].trim());
    return names.map(name -> new EventType(name, cells[1].trim(), shape, groups(cells[3])));
  }

  private static List<Set<String>> groups(String cell) {
    return Arrays.stream(cell.trim().split(" "))
        .filter(group -> !group.isEmpty())
        .map(EventTypes::anyOf)
        .toList();
  }

  private static Set<String> anyOf(String group) {
    return Arrays.stream(group.split(","))
        .flatMap(scope -> Stream.of(scope.replace("*", "read"), scope.replace("*", "manage")))
        .collect(Collectors.toUnmodifiableSet());
  }
}
