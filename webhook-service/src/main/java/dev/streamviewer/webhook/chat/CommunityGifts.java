package dev.streamviewer.webhook.chat;

import dev.streamviewer.platform.memory.BoundedMap;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * The community gifts that were seen in chats. Twitch announces a community gift as a whole, and
 * each gift of it separately.
 *
 * @see <a href="https://dev.twitch.tv/docs/eventsub/eventsub-reference/">Channel chat notification
 *     event</a>
 */
final class CommunityGifts {
  private static final int MAX_GIFTS = 1_000;
  private static final String WHOLE = "community_sub_gift";
  private static final String PART = "sub_gift";

  private final Map<String, Boolean> seen = BoundedMap.inOrderOfArrival(MAX_GIFTS);

  /** Records the gift of a notice that announces a whole community gift. */
  void record(JsonObject notice) {
    if (type(notice).endsWith(WHOLE)) {
      key(notice, "id").ifPresent(key -> seen.put(key, true));
    }
  }

  /** Whether a notice is about one gift of a community gift. */
  boolean isPart(JsonObject notice) {
    return type(notice).endsWith(PART)
        && !type(notice).endsWith(WHOLE)
        && key(notice, "community_gift_id").isPresent();
  }

  /** Whether the whole community gift of a part was seen. */
  boolean hasWhole(JsonObject part) {
    return key(part, "community_gift_id").filter(seen::containsKey).isPresent();
  }

  private static Optional<String> key(JsonObject notice, String field) {
    return notice.getValue(type(notice)) instanceof JsonObject gift
            && gift.getValue(field) instanceof String id
            && !id.isBlank()
        ? Optional.of(notice.getValue("broadcaster_user_id") + "/" + id)
        : Optional.empty();
  }

  private static String type(JsonObject notice) {
    return notice.getValue("notice_type") instanceof String type ? type : "";
  }
}
