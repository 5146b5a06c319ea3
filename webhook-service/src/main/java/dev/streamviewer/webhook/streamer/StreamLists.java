package dev.streamviewer.webhook.streamer;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.schedule.FoundSchedule.ScheduledStream;
import dev.streamviewer.platform.contract.streamer.FoundCategories.Category;
import dev.streamviewer.platform.contract.streamer.FoundStreams.StreamOf;
import dev.streamviewer.platform.contract.streamer.FoundVideos.Video;
import dev.streamviewer.platform.contract.streamer.StreamState;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.platform.memory.ExpiringCache;
import dev.streamviewer.platform.memory.TokenBuckets;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A cache of lists and live states, so that each costs one call to Twitch a minute, however many
 * viewers ask.
 */
public final class StreamLists {
  private static final Duration LIVE_TTL = Duration.ofMinutes(1);

  /** Titles of offline channels change seldom, and events report the changes. */
  private static final Duration OFFLINE_TTL = Duration.ofMinutes(10);

  private static final Duration CATEGORIES_TTL = Duration.ofMinutes(10);
  private static final Duration VIDEOS_TTL = Duration.ofMinutes(2);

  /** Streamers plan days ahead; most have no schedule. */
  private static final Duration SCHEDULE_TTL = Duration.ofMinutes(30);

  private static final int SCHEDULED_STREAMS = 5;
  private static final int STREAMERS = 20_000;
  private static final int VIDEO_LISTS = 2_000;
  private static final int SCHEDULES = 2_000;

  /** Combinations of language and category, of some 20 KB each. */
  private static final int POPULAR_LISTS = 200;

  /** The most popular lists loaded within a minute, whatever combinations viewers choose. */
  private static final int POPULAR_LOADS = 40;

  private static final String ALL = "";

  private final HelixStreamLists helix;
  private final HelixStreamers streamers;
  private final StreamerDirectory directory;
  private final TokenBuckets<String> popularLoads;
  private final ExpiringCache<String, Optional<StreamState>> live;
  private final ExpiringCache<String, StreamState> offline;
  private final ExpiringCache<PopularKey, List<StreamOf>> popular;
  private final ExpiringCache<String, List<Category>> categories;
  private final ExpiringCache<String, List<Video>> videos;
  private final ExpiringCache<String, List<ScheduledStream>> schedules;
  private final Clock clock;

  private record PopularKey(String language, String category) {}

  /**
   * @param streamers looks up channels that are offline
   * @param directory supplies the pictures of streamers
   */
  public StreamLists(
      HelixStreamLists helix, HelixStreamers streamers, StreamerDirectory directory, Clock clock) {
    this.helix = helix;
    this.streamers = streamers;
    this.directory = directory;
    popularLoads = new TokenBuckets<>(POPULAR_LOADS, POPULAR_LOADS, 1, clock);
    live = new ExpiringCache<>(STREAMERS, clock);
    offline = new ExpiringCache<>(STREAMERS, clock);
    popular = new ExpiringCache<>(POPULAR_LISTS, clock);
    categories = new ExpiringCache<>(1, clock);
    videos = new ExpiringCache<>(VIDEO_LISTS, clock);
    schedules = new ExpiringCache<>(SCHEDULES, clock);
    this.clock = clock;
  }

  /** Returns the live stream of a streamer, a minute old at most; empty while offline. */
  public Future<Optional<StreamState>> live(String id) {
    return live.getOrLoad(
        id, () -> helix.live(id).onSuccess(state -> live.put(id, state, LIVE_TTL)));
  }

  /** Returns the state of a stream: live, a minute old at most, or offline. */
  public Future<StreamState> state(String id) {
    return live(id)
        .compose(state -> state.isPresent() ? Future.succeededFuture(state.get()) : offline(id));
  }

  private Future<StreamState> offline(String id) {
    return offline.getOrLoad(
        id, () -> streamers.offline(id).onSuccess(state -> offline.put(id, state, OFFLINE_TTL)));
  }

  /**
   * Returns the live streams with the most viewers.
   *
   * @param language null for all
   * @param category null for all
   * @return fails with BUSY if viewers have just loaded too many different lists
   */
  public Future<List<StreamOf>> popular(String language, String category) {
    var key = new PopularKey(language, category);
    return popular.getOrLoad(key, () -> loadPopular(key));
  }

  private Future<List<StreamOf>> loadPopular(PopularKey key) {
    if (!popularLoads.take(ALL)) {
      return Future.failedFuture(
          new BusFailure(
              Reason.BUSY,
              "Too many different lists of streams are shown at the moment. Please try again in a"
                  + " minute, or choose another language or category."));
    }
    return helix
        .popular(key.language(), key.category())
        .compose(this::withPictures)
        .onSuccess(streams -> popular.put(key, streams, LIVE_TTL));
  }

  /** Adds the pictures; a stream without a picture is better than none. */
  private Future<List<StreamOf>> withPictures(List<StreamOf> streams) {
    return Future.all(streams.stream().map(this::withPicture).toList())
        .map(all -> all.<StreamOf>list());
  }

  private Future<StreamOf> withPicture(StreamOf stream) {
    return directory
        .profile(stream.id())
        .map(profile -> stream.withAvatar(profile.map(StreamerProfile::avatar).orElse("")))
        .otherwise(stream);
  }

  /** Returns the categories with the most viewers. */
  public Future<List<Category>> categories() {
    return categories.getOrLoad(
        ALL, () -> helix.categories().onSuccess(all -> categories.put(ALL, all, CATEGORIES_TTL)));
  }

  /** Returns the latest recordings of a streamer's broadcasts, the newest first. */
  public Future<List<Video>> videos(String id) {
    return videos.getOrLoad(
        id, () -> helix.videos(id).onSuccess(all -> videos.put(id, all, VIDEOS_TTL)));
  }

  /**
   * Returns the next scheduled streams of a streamer, the soonest first; none without a schedule.
   */
  public Future<List<ScheduledStream>> schedule(String id) {
    return schedules
        .getOrLoad(
            id, () -> helix.schedule(id).onSuccess(all -> schedules.put(id, all, SCHEDULE_TTL)))
        .map(this::next);
  }

  /** The streams that have not begun, since a schedule can be older than the first of them. */
  private List<ScheduledStream> next(List<ScheduledStream> streams) {
    var now = clock.instant();
    return streams.stream()
        .filter(stream -> stream.startsAt().isAfter(now))
        .limit(SCHEDULED_STREAMS)
        .toList();
  }
}
