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
 * @param version the supported version
 * @param conditionField the field of the condition that names the streamer
 * @param scope the consent required of the broadcaster; empty if none
 * @see <a href="https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/">Subscription
 *     types</a>
 */
public record SubscriptionType(String type, String version, String conditionField, String scope) {
  private static final String BROADCASTER = "broadcaster_user_id";
  private static final String MODERATOR = "moderator_user_id";

  /** Types that need no authorization by the broadcaster. */
  public static final List<SubscriptionType> PUBLIC =
      List.of(
          open("stream.online", "1", BROADCASTER),
          open("stream.offline", "1", BROADCASTER),
          open("channel.update", "2", BROADCASTER),
          open("channel.raid", "1", "to_broadcaster_user_id"),
          open("channel.raid", "1", "from_broadcaster_user_id"));

  /** Types for events of the broadcaster's own channel, as far as the consent allows. */
  static final List<SubscriptionType> OWN =
      Stream.of(
              of("moderator:read:followers", "2", "channel.follow"),
              of(
                  "channel:read:subscriptions",
                  "1",
                  "channel.subscribe",
                  "channel.subscription.end",
                  "channel.subscription.gift",
                  "channel.subscription.message"),
              of("bits:read", "1", "channel.cheer"),
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
                  "channel.channel_points_custom_reward_redemption.add"),
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
                  "channel.goal.end"))
          .flatMap(List::stream)
          .toList();

  /** An index, because thousands of subscriptions are looked up at once. */
  private static final Map<String, List<SubscriptionType>> BY_NAME =
      Stream.concat(PUBLIC.stream(), OWN.stream()).collect(groupingBy(SubscriptionType::type));

  /** Returns the type of a subscription; empty for an unsupported type. */
  public static Optional<SubscriptionType> of(EventSubSubscription subscription) {
    return BY_NAME.getOrDefault(subscription.type(), List.of()).stream()
        .filter(it -> !it.streamerOf(subscription).isEmpty())
        .findFirst();
  }

  /** Returns the types that a broadcaster's scopes allow. */
  public static List<SubscriptionType> allowedBy(Collection<String> scopes) {
    return OWN.stream().filter(it -> scopes.contains(it.scope())).toList();
  }

  /** Whether the type needs the consent of the broadcaster. */
  public boolean needsConsent() {
    return !scope.isEmpty();
  }

  /**
   * Returns the condition for a streamer. Twitch sends moderator events to a named moderator;
   * broadcasters moderate their own channel.
   */
  public JsonObject condition(String streamerId) {
    var condition = new JsonObject().put(conditionField, streamerId);
    return scope.startsWith("moderator:") ? condition.put(MODERATOR, streamerId) : condition;
  }

  /** Whether a subscription has this type and this streamer. */
  public boolean matches(EventSubSubscription subscription, String streamerId) {
    return type.equals(subscription.type())
        && !streamerId.isEmpty()
        && streamerId.equals(streamerOf(subscription));
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
