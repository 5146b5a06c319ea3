package dev.streamviewer.webhook;

import static java.util.stream.Collectors.joining;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.FindStreamers;
import dev.streamviewer.platform.contract.FindStreams;
import dev.streamviewer.platform.contract.FoundStreamers;
import dev.streamviewer.platform.contract.FoundStreams;
import dev.streamviewer.platform.contract.FoundStreams.StreamOf;
import dev.streamviewer.platform.contract.RenewWatch;
import dev.streamviewer.platform.contract.StreamerProfile;
import dev.streamviewer.platform.contract.StreamerSuggestion;
import dev.streamviewer.platform.contract.StreamerWatched;
import dev.streamviewer.platform.contract.UnwatchStreamer;
import dev.streamviewer.platform.contract.WatchStreamer;
import dev.streamviewer.platform.contract.WatchedStreamer;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers viewers' questions about streamers: watch one, still or no longer, find some. */
final class StreamerDesk {
  private static final Logger log = LoggerFactory.getLogger(StreamerDesk.class);

  /** A page is told within two seconds how things stand, whatever Twitch does. */
  private static final Duration PATIENCE = Duration.ofMillis(1_800);

  private static final Duration NAME = Duration.ofMillis(900);
  private static final Duration NEAR_NAMES = Duration.ofMillis(800);
  private static final Duration GOODBYE = Duration.ofMillis(300);
  private static final int MOST_NEAR = 3;

  private final StreamerDirectory directory;
  private final Subscriptions subscriptions;
  private final ViewerLimit limit;
  private final Consumer<StreamerWatched> watched;
  private final Runnable nameless;
  private final Waiting waiting;
  private final Clock clock;

  /**
   * @param watched is told whom somebody watches
   * @param nameless is told that somebody watches whom Twitch cannot name now
   */
  StreamerDesk(
      StreamerDirectory directory,
      Subscriptions subscriptions,
      ViewerLimit limit,
      Consumer<StreamerWatched> watched,
      Runnable nameless,
      Waiting waiting,
      Clock clock) {
    this.limit = limit;
    this.watched = watched;
    this.nameless = nameless;
    this.directory = directory;
    this.subscriptions = subscriptions;
    this.waiting = waiting;
    this.clock = clock;
  }

  Future<WatchedStreamer> watch(WatchStreamer question) {
    var deadline = clock.instant().plus(PATIENCE);
    return waiting
        .atMost(NAME, directory.byLogin(question.login()))
        .transform(
            named -> {
              if (named.failed()) {
                return Future.succeededFuture(nameless(question.login(), named.cause()));
              }
              return named.result().isPresent()
                  ? watch(named.result().get(), question, deadline)
                  : unknown(question.login());
            });
  }

  /** No more than to know of it: what a streamer lacks is the {@link Reconciler}'s. */
  Future<Done> renew(RenewWatch question) {
    return waiting
        .atMost(PATIENCE, directory.byLogin(question.login()))
        .compose(
            found ->
                found
                    .map(it -> admit(it, question.viewerId()).map(new Done()))
                    .orElseGet(() -> unknown(question.login())));
  }

  /**
   * Others may still watch, which Pusher knows, or they say so themselves; and so it does who left
   * if Twitch cannot say.
   */
  Future<Done> unwatch(UnwatchStreamer question) {
    return waiting
        .atMost(GOODBYE, directory.byLogin(question.login()))
        .onSuccess(
            found ->
                found
                    .filter(it -> limit.allows(question.viewerId(), it.id()))
                    .ifPresent(it -> tell(it, question.viewerId())))
        .map(new Done())
        .otherwise(new Done());
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

  private Future<WatchedStreamer> watch(
      StreamerProfile streamer, WatchStreamer question, Instant deadline) {
    return admit(streamer, question.viewerId())
        .compose(admitted -> report(streamer, question, deadline));
  }

  private Future<Void> admit(StreamerProfile streamer, String viewerId) {
    if (!limit.allows(viewerId, streamer.id())) {
      return Future.failedFuture(new BusFailure(Reason.LIMITED, ViewerLimit.SENTENCE));
    }
    tell(streamer, viewerId);
    return Future.succeededFuture();
  }

  private void tell(StreamerProfile streamer, String viewerId) {
    watched.accept(new StreamerWatched(streamer.id(), streamer.login(), viewerId));
  }

  private Future<WatchedStreamer> report(
      StreamerProfile streamer, WatchStreamer question, Instant deadline) {
    var own = streamer.id().equals(question.viewerId());
    var consented = own ? question.scopes() : Set.<String>of();
    var left = Duration.between(clock.instant(), deadline);
    var report =
        waiting
            .atMost(left, subscriptions.ensure(streamer.id(), consented))
            .otherwise(failure -> Subscriptions.later(consented, failure));
    // Without the title and the viewers a page is still worth having.
    var stream =
        waiting.atMost(left, directory.stream(streamer.id())).otherwise(TwitchChannels.unknown());
    return Future.all(report, stream)
        .map(both -> new WatchedStreamer(streamer, both.resultAt(1), both.resultAt(0)));
  }

  /**
   * While Twitch cannot be asked who that is, the name has to do: the page listens to its channel
   * at Pusher, and whoever is listened to gets subscriptions once Twitch is back.
   */
  private WatchedStreamer nameless(String login, Throwable failure) {
    nameless.run();
    log.warn("Twitch does not say who {} is: {}", login, failure.getMessage());
    return new WatchedStreamer(
        new StreamerProfile("", login, login, ""),
        TwitchChannels.unknown(),
        Subscriptions.later(Set.of(), failure));
  }

  private <T> Future<T> unknown(String login) {
    return waiting
        .atMost(NEAR_NAMES, directory.search(login))
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
