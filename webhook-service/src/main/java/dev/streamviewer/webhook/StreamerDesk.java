package dev.streamviewer.webhook;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.stream.Collectors.joining;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.FindStreamers;
import dev.streamviewer.platform.contract.FindStreams;
import dev.streamviewer.platform.contract.FoundStreamers;
import dev.streamviewer.platform.contract.FoundStreams;
import dev.streamviewer.platform.contract.FoundStreams.StreamOf;
import dev.streamviewer.platform.contract.StreamerProfile;
import dev.streamviewer.platform.contract.StreamerSuggestion;
import dev.streamviewer.platform.contract.StreamerWatched;
import dev.streamviewer.platform.contract.UnwatchStreamer;
import dev.streamviewer.platform.contract.WatchStreamer;
import dev.streamviewer.platform.contract.WatchedStreamer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Answers viewers' questions about streamers: watch one, watch no longer, find some. */
final class StreamerDesk {
  private static final Duration STREAM_STATE = Duration.ofMillis(1_500);
  private static final Duration NEAR_NAMES = Duration.ofMillis(800);
  private static final int MOST_NEAR = 3;

  private final StreamerDirectory directory;
  private final Subscriptions subscriptions;
  private final ViewerLimit limit;
  private final Consumer<StreamerWatched> watched;

  /**
   * @param watched is told whom somebody watches
   */
  StreamerDesk(
      StreamerDirectory directory,
      Subscriptions subscriptions,
      ViewerLimit limit,
      Consumer<StreamerWatched> watched) {
    this.limit = limit;
    this.watched = watched;
    this.directory = directory;
    this.subscriptions = subscriptions;
  }

  Future<WatchedStreamer> watch(WatchStreamer question) {
    return directory
        .byLogin(question.login())
        .compose(
            found -> found.isPresent() ? watch(found.get(), question) : unknown(question.login()));
  }

  /** Others may still watch, which Pusher knows. */
  Future<Done> unwatch(UnwatchStreamer question) {
    return directory
        .byLogin(question.login())
        .onSuccess(
            found ->
                found.ifPresent(
                    it ->
                        watched.accept(
                            new StreamerWatched(it.id(), it.login(), question.viewerId()))))
        .map(new Done());
  }

  Future<FoundStreamers> find(FindStreamers question) {
    return directory.search(question.query()).map(FoundStreamers::new);
  }

  /** Who of some streamers is live; together they cost Twitch no more questions than one. */
  Future<FoundStreams> streams(FindStreams question) {
    return Future.all(question.logins().stream().map(this::stream).toList())
        .map(all -> all.<Optional<StreamOf>>list().stream().flatMap(Optional::stream).toList())
        .map(FoundStreams::new);
  }

  private Future<Optional<StreamOf>> stream(String login) {
    return directory
        .byLogin(login)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : directory.stream(found.get().id())
                        .map(state -> Optional.of(new StreamOf(login, state))));
  }

  private Future<WatchedStreamer> watch(StreamerProfile streamer, WatchStreamer question) {
    if (!limit.allows(question.viewerId(), streamer.id())) {
      return Future.failedFuture(new BusFailure(Reason.LIMITED, ViewerLimit.SENTENCE));
    }
    watched.accept(new StreamerWatched(streamer.id(), streamer.login(), question.viewerId()));
    var own = streamer.id().equals(question.viewerId());
    var report = subscriptions.ensure(streamer.id(), own ? question.scopes() : Set.of());
    // Without the title and the viewers a page is still worth having.
    var stream =
        directory.stream(streamer.id())
            .timeout(STREAM_STATE.toMillis(), MILLISECONDS)
            .otherwise(TwitchChannels.unknown());
    return Future.all(report, stream)
        .map(both -> new WatchedStreamer(streamer, both.resultAt(1), both.resultAt(0)));
  }

  private Future<WatchedStreamer> unknown(String login) {
    return directory
        .search(login)
        .timeout(NEAR_NAMES.toMillis(), MILLISECONDS)
        .otherwise(List.of())
        .compose(
            near -> Future.failedFuture(new BusFailure(Reason.NOT_FOUND, sentence(login, near))));
  }

  private static String sentence(String login, List<StreamerSuggestion> near) {
    var nobody = "There is no streamer called “%s” on Twitch.".formatted(login);
    return near.isEmpty()
        ? nobody + " Check the spelling."
        : near.stream()
            .limit(MOST_NEAR)
            .map(StreamerSuggestion::login)
            .collect(joining(", ", nobody + " Did you mean ", "?"));
  }
}
