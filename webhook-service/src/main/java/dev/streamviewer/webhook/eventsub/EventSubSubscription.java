package dev.streamviewer.webhook.eventsub;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.streamviewer.platform.text.UtcTimes;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A subscription as Twitch describes it in lists and messages. Missing and malformed fields are
 * empty, because Twitch extends its JSON without notice.
 *
 * @param condition the fields of the condition that have a value; a chat's condition names the
 *     token owner and must not leave this service
 * @param statusText Twitch's own word for the status, for logs and metrics
 * @param createdAt the creation time, if Twitch gives it
 * @see <a href="https://dev.twitch.tv/docs/eventsub/eventsub-reference/#subscription">Subscription
 *     object</a>
 */
public record EventSubSubscription(
    String id,
    String type,
    String version,
    Map<String, String> condition,
    EventSubTransport transport,
    SubscriptionStatus status,
    String statusText,
    Optional<Instant> createdAt) {

  private static final List<String> STREAMER_FIELDS =
      List.of("broadcaster_user_id", "to_broadcaster_user_id", "from_broadcaster_user_id");

  /** Twitch sends the challenge within seconds, and not again later. */
  private static final Duration MAX_PENDING_TIME = Duration.ofMinutes(2);

  /** Reads a subscription leniently; never fails. */
  public static EventSubSubscription parse(JsonObject json) {
    var statusText = text(json, "status");
    return new EventSubSubscription(
        text(json, "id"),
        text(json, "type"),
        text(json, "version"),
        condition(json),
        EventSubTransport.parse(json.getValue("transport")),
        SubscriptionStatus.of(statusText),
        statusText,
        instant(text(json, "created_at")));
  }

  /** Returns a field of the condition, or an empty text. */
  public String condition(String field) {
    return condition.getOrDefault(field, "");
  }

  /** Returns the field of the condition that names the streamer, if there is one. */
  public Optional<String> streamerField() {
    for (var field : STREAMER_FIELDS) {
      if (condition.containsKey(field)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  /** Returns the streamer in the condition, or an empty text. */
  public String streamerId() {
    return streamerField().map(condition::get).orElse("");
  }

  /**
   * Returns the moderator whose consent permits the subscription; empty if that is the broadcaster,
   * or the type names none.
   */
  public String moderatorId() {
    return SubscriptionType.moderatorOf(this);
  }

  /** Returns the ids of the streamer and of the moderator who authorized the subscription. */
  public Set<String> authorizers() {
    return Stream.of(streamerId(), moderatorId())
        .filter(id -> !id.isEmpty())
        .collect(toUnmodifiableSet());
  }

  /** Whether the subscription brings events now or may soon. */
  public boolean isAlive() {
    return status.isAlive();
  }

  /** Whether the challenge is long overdue. */
  public boolean isStuck(Instant now) {
    return status.isPending() && isOlderThan(MAX_PENDING_TIME, now);
  }

  /** Whether the subscription was created longer ago; false if Twitch does not say when. */
  public boolean isOlderThan(Duration age, Instant now) {
    return createdAt.filter(at -> at.plus(age).isBefore(now)).isPresent();
  }

  /** For logs; omits the condition, which may name a viewer. */
  @Override
  public String toString() {
    return "subscription %s to %s (%s)".formatted(id, type, statusText);
  }

  /** Reads a text field; empty if missing or of another type. */
  static String text(JsonObject json, String field) {
    return json.getValue(field) instanceof String text ? text : "";
  }

  /** Drops blank fields: Twitch lists a raid's unused one. */
  private static Map<String, String> condition(JsonObject json) {
    return json.getValue("condition") instanceof JsonObject condition
        ? condition.fieldNames().stream()
            .filter(field -> !text(condition, field).isEmpty())
            .collect(toUnmodifiableMap(field -> field, field -> text(condition, field)))
        : Map.of();
  }

  private static Optional<Instant> instant(String text) {
    return text.isEmpty() ? Optional.empty() : UtcTimes.parse(text).or(() -> unusual(text));
  }

  private static Optional<Instant> unusual(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
