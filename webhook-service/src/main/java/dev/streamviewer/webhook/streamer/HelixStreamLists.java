package dev.streamviewer.webhook.streamer;

import static dev.streamviewer.platform.twitch.HelixStreams.text;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.contract.schedule.FoundSchedule.ScheduledStream;
import dev.streamviewer.platform.contract.streamer.FoundCategories.Category;
import dev.streamviewer.platform.contract.streamer.FoundStreams.StreamOf;
import dev.streamviewer.platform.contract.streamer.FoundVideos.Video;
import dev.streamviewer.platform.contract.streamer.StreamState;
import dev.streamviewer.platform.twitch.HelixStreams;
import dev.streamviewer.webhook.helix.BatchLoader;
import dev.streamviewer.webhook.helix.Helix;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lists of streams, categories, recordings and schedules from Helix, as types of this service. */
public final class HelixStreamLists {
  private static final int MAX_STREAMS = 30;
  private static final int MAX_CATEGORIES = 20;
  private static final int MAX_VIDEOS = 5;

  /** Twitch's own limit, since cancelled streams count, too. */
  private static final int MAX_SEGMENTS = 25;

  private static final String VIDEOS_AT_TWITCH = "https://www.twitch.tv/videos/";
  private static final Pattern ID = Pattern.compile("[0-9]{1,20}");

  /** Twitch's form of a duration, such as {@code 3h21m33s}; leading parts of zero are left out. */
  private static final Pattern DURATION =
      Pattern.compile("(?:([0-9]{1,4})h)?(?:([0-9]{1,2})m)?(?:([0-9]{1,2})s)?");

  private final Helix helix;
  private final BatchLoader<StreamState> live;

  public HelixStreamLists(Helix helix, Timers timers) {
    this.helix = helix;
    this.live =
        new BatchLoader<>(
            ids ->
                HelixStreamers.data(
                        helix,
                        "/streams?first=%d&%s"
                            .formatted(
                                BatchLoader.MAX_KEYS, HelixStreamers.repeated("user_id", ids)))
                    .map(streams -> HelixStreamers.keyed(streams, "user_id", HelixStreams::live)),
            timers);
  }

  /** Returns the live stream of a streamer; empty while offline. Lookups share calls. */
  Future<Optional<StreamState>> live(String id) {
    return live.ask(id);
  }

  /**
   * Returns the live streams with the most viewers.
   *
   * @param language null for all
   * @param category null for all
   */
  Future<List<StreamOf>> popular(String language, String category) {
    var target =
        "/streams?first=%d%s%s"
            .formatted(
                MAX_STREAMS, parameter("language", language), parameter("game_id", category));
    return HelixStreamers.data(helix, target)
        .map(streams -> streams.stream().map(HelixStreams::streamOf).toList())
        .map(streams -> streams.stream().filter(HelixStreamLists::isNamed).toList());
  }

  /** Returns the categories with the most viewers. */
  Future<List<Category>> categories() {
    return HelixStreamers.data(helix, "/games/top?first=" + MAX_CATEGORIES)
        .map(
            games ->
                games.stream()
                    .map(
                        it ->
                            new Category(text(it, "id"), text(it, "name"), text(it, "box_art_url")))
                    .filter(it -> !it.id().isEmpty() && !it.name().isEmpty())
                    .toList());
  }

  /** Returns the latest recordings of a streamer's broadcasts, the newest first. */
  Future<List<Video>> videos(String streamerId) {
    var target =
        "/videos?type=archive&first=%d&user_id=%s"
            .formatted(MAX_VIDEOS, HelixStreamers.encoded(streamerId));
    return HelixStreamers.data(helix, target)
        .map(
            videos ->
                videos.stream()
                    .map(HelixStreamLists::video)
                    .filter(Objects::nonNull)
                    .limit(MAX_VIDEOS)
                    .toList());
  }

  /** Returns the scheduled streams of a streamer, the soonest first; none without a schedule. */
  Future<List<ScheduledStream>> schedule(String streamerId) {
    var target =
        "/schedule?first=%d&broadcaster_id=%s"
            .formatted(MAX_SEGMENTS, HelixStreamers.encoded(streamerId));
    return HelixStreamers.object(helix, target)
        .map(schedule -> schedule.map(HelixSchedule::streams).orElse(List.of()));
  }

  private static boolean isNamed(StreamOf stream) {
    return !stream.id().isEmpty() && !stream.login().isEmpty();
  }

  /** Reads a recording; null if the essential is missing. The address is made from the id. */
  private static Video video(JsonObject video) {
    var id = text(video, "id");
    var createdAt = HelixStreams.instant(text(video, "created_at"));
    return createdAt == null || !ID.matcher(id).matches()
        ? null
        : new Video(
            id,
            VIDEOS_AT_TWITCH + id,
            text(video, "title"),
            createdAt,
            seconds(text(video, "duration")));
  }

  /** Reads a duration; 0 if it has another form. */
  static long seconds(String duration) {
    var parts = DURATION.matcher(duration);
    return parts.matches()
        ? 3600 * number(parts.group(1)) + 60 * number(parts.group(2)) + number(parts.group(3))
        : 0;
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static String parameter(String name, String value) {
    return value == null ? "" : "&" + name + "=" + HelixStreamers.encoded(value);
  }
}
