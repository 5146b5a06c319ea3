package dev.streamviewer.notifier.delivery;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The order in which the parts of a large event are dropped, as data. */
final class ShorteningOrder {
  /** Fields that no sentence, bar or row needs, at any depth; the least needed first. */
  static final List<String> ORNAMENTS =
      List.of(
          "top_predictors",
          "top_contributions",
          "last_contribution",
          "emotes",
          "badges",
          "default_image",
          "image",
          "fragments",
          "max_per_stream",
          "max_per_user_per_stream",
          "global_cooldown",
          "bits_voting",
          "channel_points_voting",
          "color");

  /**
   * Fields that decide the meaning of an event, or the row that it belongs to. An object or a list
   * that contains such a field is as important as the field.
   */
  private static final Set<String> NEEDED =
      Set.of(
          // The normalized event.
          "action",
          "actor",
          "target",
          "giver",
          "with",
          "amount",
          "unit",
          "decimals",
          "total",
          "tier",
          "title",
          "quote",
          "category",
          "changed",
          "labels",
          "result",
          "winner",
          "choices",
          "won",
          "level",
          "streak",
          "points",
          "progress",
          "goal",
          "object",
          "kind",
          "refs",
          "gift",
          "stream",
          "source",
          "via",
          "from",
          "until",
          "since",
          "automatic",
          "anonymous",
          "reason",
          "id",
          "login",
          "name",
          // Fields of Twitch.
          "type",
          "status",
          "text",
          "message",
          "notice_type",
          "votes",
          "outcomes",
          "channel_points",
          "winning_outcome_id",
          "bits",
          "viewers",
          "viewer_count",
          "value",
          "currency",
          "decimal_places",
          "sub_tier",
          "description",
          "user_input",
          "duration_seconds",
          "message_id",
          "source_message_id",
          "community_gift_id");

  /** The names of further needed fields: people, states, amounts and times. */
  private static final Pattern NEEDED_NAMES =
      Pattern.compile("(.+_)?is_.+|.+_(name|login|amount|months|total|at)");

  /** Fields of people, needed beside the event itself, but not in its lists. */
  private static final Pattern PERSON_ID = Pattern.compile("(.+_)?user_id");

  private ShorteningOrder() {}

  /**
   * Returns whether a field decides the meaning of an event.
   *
   * @param inList whether the field belongs to an item of a list
   */
  static boolean isNeeded(String field, boolean inList) {
    return NEEDED.contains(field)
        || NEEDED_NAMES.matcher(field).matches()
        || !inList && PERSON_ID.matcher(field).matches();
  }
}
