package dev.streamviewer.webhook.watch;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.schedule.FindSchedule;
import dev.streamviewer.platform.contract.schedule.FoundSchedule;
import dev.streamviewer.platform.contract.streamer.FindCategories;
import dev.streamviewer.platform.contract.streamer.FindPopularStreams;
import dev.streamviewer.platform.contract.streamer.FindVideos;
import dev.streamviewer.platform.contract.streamer.FindViewerSamples;
import dev.streamviewer.platform.contract.streamer.FoundCategories;
import dev.streamviewer.platform.contract.streamer.FoundStreams;
import dev.streamviewer.platform.contract.streamer.FoundVideos;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.platform.contract.streamer.ViewerSamples;
import dev.streamviewer.webhook.samples.ViewerHistory;
import dev.streamviewer.webhook.streamer.StreamLists;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers requests of viewers for what surrounds a stream: popular streams, categories, recordings,
 * schedules, samples of viewers. All share one allowance of a viewer.
 */
public final class StreamDetails {
  private final StreamLists lists;
  private final ViewerHistory history;
  private final Function<String, Future<Optional<StreamerProfile>>> names;
  private final ViewerQuota quota;

  /**
   * @param names finds a streamer by login
   */
  StreamDetails(
      StreamLists lists,
      ViewerHistory history,
      Function<String, Future<Optional<StreamerProfile>>> names,
      ViewerQuota quota) {
    this.lists = lists;
    this.history = history;
    this.names = names;
    this.quota = quota;
  }

  /** Details with the names and the allowances of a service. */
  public static StreamDetails of(
      WatchService service, StreamLists lists, ViewerHistory history, ViewerQuota quota) {
    return new StreamDetails(lists, history, service::lookUp, quota);
  }

  public Future<FoundStreams> popular(FindPopularStreams question) {
    return allowed(
        question.viewerId(),
        () -> lists.popular(question.language(), question.category()).map(FoundStreams::new));
  }

  public Future<FoundCategories> categories(FindCategories question) {
    return allowed(question.viewerId(), () -> lists.categories().map(FoundCategories::new));
  }

  public Future<FoundVideos> videos(FindVideos question) {
    return allowed(
        question.viewerId(),
        () ->
            named(question.login())
                .compose(streamer -> lists.videos(streamer.id()))
                .map(FoundVideos::new));
  }

  public Future<FoundSchedule> schedule(FindSchedule question) {
    return allowed(
        question.viewerId(),
        () ->
            named(question.login())
                .compose(streamer -> lists.schedule(streamer.id()))
                .map(FoundSchedule::new));
  }

  public Future<ViewerSamples> viewerSamples(FindViewerSamples question) {
    return allowed(
        question.viewerId(),
        () ->
            named(question.login()).map(streamer -> new ViewerSamples(history.of(streamer.id()))));
  }

  private <T> Future<T> allowed(String viewerId, Supplier<Future<T>> answer) {
    return quota.details().take(viewerId)
        ? answer.get()
        : Future.failedFuture(quota.details().exceeded());
  }

  private Future<StreamerProfile> named(String login) {
    return names
        .apply(login)
        .compose(
            found ->
                found
                    .map(Future::succeededFuture)
                    .orElseGet(
                        () ->
                            Future.failedFuture(
                                new BusFailure(
                                    Reason.NOT_FOUND,
                                    "There is no streamer called “%s” on Twitch."
                                        .formatted(login)))));
  }
}
