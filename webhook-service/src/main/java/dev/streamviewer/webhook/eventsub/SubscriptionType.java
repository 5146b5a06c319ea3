package dev.streamviewer.webhook.eventsub;

import static java.util.stream.Collectors.groupingBy;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A type of EventSub subscription.
 *
 * @param version the version at the time of the release; {@link TypeVersions} may override it
 * @param conditionField the field of the condition that names the streamer
 * @param scope the consent required of the broadcaster or moderator; empty if none
 * @see <a href="https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/">Subscription
 *     types</a>
 */
public record SubscriptionType(String type, String version, String conditionField, String scope) {
  private static final String BROADCASTER = "broadcaster_user_id";
  private static final String MODERATOR = "moderator_user_id";
  private static final String USER = "user_id";
  private static final String CHAT_SETTINGS_TYPE = "channel.chat_settings.update";
  private static final String CHAT_SCOPE = "user:read:chat";
  private static final String BITS_USE = "channel.bits.use";

  /** Types that need no authorization by the broadcaster. */
  public static final List<SubscriptionType> PUBLIC =
      List.of(
          open("stream.online", "1", BROADCASTER),
          open("stream.offline", "1", BROADCASTER),
          open("channel.update", "2", BROADCASTER),
          open("channel.raid", "1", "to_broadcaster_user_id"),
          open("channel.raid", "1", "from_broadcaster_user_id"),
          open("channel.shared_chat.begin", "1", BROADCASTER),
          open("channel.shared_chat.update", "1", BROADCASTER),
          open("channel.shared_chat.end", "1", BROADCASTER));

  /** The notices of a chat, which any viewer may read with consent. */
  public static final SubscriptionType CHAT_NOTICE =
      new SubscriptionType("channel.chat.notification", "1", BROADCASTER, CHAT_SCOPE);

  /**
   * The settings of a chat, for moderators. The scope lets the application appear in chat as the
   * moderator; Twitch also demands the consent to read chat.
   */
  static final SubscriptionType CHAT_SETTINGS =
      new SubscriptionType(CHAT_SETTINGS_TYPE, "1", BROADCASTER, "user:bot");

  /** Types for events of the broadcaster's own channel, as far as the consent allows. */
  public static final List<SubscriptionType> OWN =
      Stream.of(
              of("moderator:read:followers", "2", "channel.follow"),
              of(
                  "channel:read:subscriptions",
                  "1",
                  "channel.subscribe",
                  "channel.subscription.end",
                  "channel.subscription.gift",
                  "channel.subscription.message"),
              of("bits:read", "1", BITS_USE, "channel.custom_power_up_redemption.add"),
              of(
                  "channel:read:hype_train",
                  "2",
                  "channel.hype_train.begin",
                  "channel.hype_train.progress",
                  "channel.hype_train.end"),
              of(
                  "channel:read:polls",
                  "1",
                  "channel.poll.begin",
                  "channel.poll.progress",
                  "channel.poll.end"),
              of(
                  "channel:read:predictions",
                  "1",
                  "channel.prediction.begin",
                  "channel.prediction.progress",
                  "channel.prediction.lock",
                  "channel.prediction.end"),
              of(
                  "channel:read:redemptions",
                  "1",
                  "channel.channel_points_custom_reward_redemption.add",
                  "channel.channel_points_custom_reward_redemption.update",
                  "channel.channel_points_custom_reward.add",
                  "channel.channel_points_custom_reward.update",
                  "channel.channel_points_custom_reward.remove"),
              of(
                  "channel:read:redemptions",
                  "2",
                  "channel.channel_points_automatic_reward_redemption.add"),
              of(
                  "moderator:read:shoutouts",
                  "1",
                  "channel.shoutout.create",
                  "channel.shoutout.receive"),
              of("channel:read:ads", "1", "channel.ad_break.begin"),
              of(
                  "channel:read:goals",
                  "1",
                  "channel.goal.begin",
                  "channel.goal.progress",
                  "channel.goal.end"),
              of(
                  "channel:read:charity",
                  "1",
                  "channel.charity_campaign.start",
                  "channel.charity_campaign.progress",
                  "channel.charity_campaign.stop",
                  "channel.charity_campaign.donate"),
              of("channel:read:vips", "1", "channel.vip.add", "channel.vip.remove"),
              of("moderation:read", "1", "channel.moderator.add", "channel.moderator.remove"),
              of("channel:moderate", "1", "channel.ban", "channel.unban"),
              of(
                  "moderator:read:shield_mode",
                  "1",
                  "channel.shield_mode.begin",
                  "channel.shield_mode.end"),
              of(
                  "moderator:read:unban_requests",
                  "1",
                  "channel.unban_request.create",
                  "channel.unban_request.resolve"),
              of(
                  "moderator:read:warnings",
                  "1",
                  "channel.warning.send",
                  "channel.warning.acknowledge"),
              of(
                  "moderator:read:suspicious_users",
                  "1",
                  "channel.suspicious_user.message",
                  "channel.suspicious_user.update"))
          .flatMap(List::stream)
          .toList();

  /** Types for events of a channel that the viewer moderates, as far as the consent allows. */
  static final List<SubscriptionType> MODERATED =
      Stream.concat(OWN.stream().filter(SubscriptionType::namesModerator), Stream.of(CHAT_SETTINGS))
          .toList();

  /** Types of earlier releases by name, with the type that tells the same and more. */
  private static final Map<String, String> SUCCESSORS = Map.of("channel.cheer", BITS_USE);

  /** An index, because thousands of subscriptions are looked up at once. */
  private static final Map<String, List<SubscriptionType>> BY_NAME =
      Stream.of(PUBLIC, OWN, List.of(CHAT_SETTINGS))
          .flatMap(List::stream)
          .collect(groupingBy(SubscriptionType::type));

  /** Returns the type of a subscription; empty for an unsupported type. */
  public static Optional<SubscriptionType> of(EventSubSubscription subscription) {
    return BY_NAME.getOrDefault(subscription.type(), List.of()).stream()
        .filter(it -> !it.streamerOf(subscription).isEmpty())
        .findFirst();
  }

  /**
   * Returns the type that replaces the type of a subscription; empty unless an earlier release
   * created the subscription. Both would tell a page of the same event twice.
   */
  public static Optional<SubscriptionType> successorOf(EventSubSubscription obsolete) {
    return Optional.ofNullable(SUCCESSORS.get(obsolete.type()))
        .flatMap(name -> BY_NAME.get(name).stream().findFirst());
  }

  /** Whether a type of this name is subscribed. */
  public static boolean exists(String name) {
    return BY_NAME.containsKey(name) || CHAT_NOTICE.type().equals(name);
  }

  /** Returns the types that a broadcaster's scopes allow. */
  public static List<SubscriptionType> allowedBy(Collection<String> scopes) {
    return OWN.stream().filter(it -> scopes.contains(it.scope())).toList();
  }

  /** Returns the types that a moderator's scopes allow. */
  public static List<SubscriptionType> moderatedBy(Collection<String> scopes) {
    return MODERATED.stream()
        .filter(it -> scopes.contains(it.scope()))
        .filter(it -> it != CHAT_SETTINGS || scopes.contains(CHAT_SCOPE))
        .toList();
  }

  /** Whether the type needs the consent of the broadcaster or of a moderator. */
  public boolean needsConsent() {
    return !scope.isEmpty();
  }

  /**
   * Returns the condition for a streamer. Twitch sends moderator events to a named moderator;
   * broadcasters moderate their own channel.
   *
   * @param moderatorId the moderator; empty for the broadcaster
   */
  public JsonObject condition(String streamerId, String moderatorId) {
    var condition = new JsonObject().put(conditionField, streamerId);
    var moderator = moderatorId.isEmpty() ? streamerId : moderatorId;
    if (type.equals(CHAT_SETTINGS_TYPE)) {
      return condition.put(USER, moderator);
    }
    return namesModerator() ? condition.put(MODERATOR, moderator) : condition;
  }

  /**
   * Whether a subscription has this type, this streamer and this moderator.
   *
   * @param moderatorId the moderator; empty for the broadcaster
   */
  public boolean matches(EventSubSubscription subscription, String streamerId, String moderatorId) {
    return type.equals(subscription.type())
        && !streamerId.isEmpty()
        && streamerId.equals(streamerOf(subscription))
        && moderatorId.equals(moderatorOf(subscription));
  }

  /**
   * Returns the moderator whose consent permits a subscription; empty if that is the broadcaster,
   * or the type names none.
   */
  static String moderatorOf(EventSubSubscription subscription) {
    var field = CHAT_SETTINGS_TYPE.equals(subscription.type()) ? USER : MODERATOR;
    var moderator = subscription.condition(field);
    return moderator.equals(subscription.streamerId()) ? "" : moderator;
  }

  private boolean namesModerator() {
    return scope.startsWith("moderator:");
  }

  private String streamerOf(EventSubSubscription subscription) {
    return subscription.condition(conditionField);
  }

  private static SubscriptionType open(String type, String version, String conditionField) {
    return new SubscriptionType(type, version, conditionField, "");
  }

  private static List<SubscriptionType> of(String scope, String version, String... types) {
    return Stream.of(types)
        .map(type -> new SubscriptionType(type, version, BROADCASTER, scope))
        .toList();
  }
}
