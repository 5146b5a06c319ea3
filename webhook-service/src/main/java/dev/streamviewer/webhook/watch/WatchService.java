package dev.streamviewer.webhook.watch;

import static java.util.stream.Collectors.joining;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.streamer.FindStreamers;
import dev.streamviewer.platform.contract.streamer.FindStreams;
import dev.streamviewer.platform.contract.streamer.FoundStreamers;
import dev.streamviewer.platform.contract.streamer.FoundStreams;
import dev.streamviewer.platform.contract.streamer.FoundStreams.StreamOf;
import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.platform.contract.streamer.StreamerSuggestion;
import dev.streamviewer.platform.contract.streamer.StreamerWatched;
import dev.streamviewer.platform.contract.streamer.UnwatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.webhook.streamer.HelixStreamers;
import dev.streamviewer.webhook.streamer.StreamerDirectory;
import dev.streamviewer.webhook.subscription.SubscriptionProvisioner;
import dev.streamviewer.webhook.subscription.SubscriptionReconciler;
import io.vertx.core.AsyncResult;
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
public final class WatchService {
  private static final Logger log = LoggerFactory.getLogger(WatchService.class);

  /** A page is told within two seconds how things stand, whatever Twitch does. */
  private static final Duration PATIENCE = Duration.ofMillis(1_800);

  private static final Duration NAME = Duration.ofMillis(900);
  private static final Duration NEAR_NAMES = Duration.ofMillis(800);
  private static final Duration GOODBYE = Duration.ofMillis(300);
  private static final int MOST_NEAR = 3;

  private final StreamerDirectory directory;
  private final SubscriptionProvisioner subscriptions;
  private final ViewerLimit limit;
  private final ViewerQuota quota;
  private final Consumer<StreamerWatched> watched;
  private final Runnable nameless;
  private final Timers waiting;
  private final Clock clock;

  /**
   * @param watched is told whom somebody watches
   * @param nameless is told that somebody watches whom Twitch cannot name now
   */
  public WatchService(
      StreamerDirectory directory,
      SubscriptionProvisioner subscriptions,
      ViewerLimit limit,
      ViewerQuota quota,
      Consumer<StreamerWatched> watched,
      Runnable nameless,
      Timers waiting,
      Clock clock) {
    this.limit = limit;
    this.quota = quota;
    this.watched = watched;
    this.nameless = nameless;
    this.directory = directory;
    this.subscriptions = subscriptions;
    this.waiting = waiting;
    this.clock = clock;
  }

  public Future<WatchedStreamer> watch(WatchStreamer question) {
    var deadline = clock.instant().plus(PATIENCE);
    if (!quota.watches().take(question.viewerId())) {
      return Future.failedFuture(quota.watches().exceeded());
    }
    return mayName(question.viewerId(), question.login())
        .compose(allowed -> named(question.login(), NAME))
        .compose(
            named ->
                named.failed()
                    ? nameless(question.login(), question.viewerId(), named.cause())
                    : watch(named.result(), question, deadline));
  }

  /**
   * Records the watch only; missing subscriptions are created by the {@link
   * SubscriptionReconciler}. Twitch is not asked again who that is.
   */
  public Future<Done> renew(RenewWatch question) {
    var login = question.login();
    var viewerId = question.viewerId();
    if (limit.isWatching(viewerId, login)) {
      return admit("", login, viewerId).map(new Done());
    }
    return mayName(viewerId, login)
        .compose(allowed -> named(login, PATIENCE))
        .compose(
            named -> {
              if (named.succeeded() && named.result().isEmpty()) {
                return unknown(login, viewerId);
              }
              var id = named.succeeded() ? named.result().get().id() : "";
              return admit(id, login, viewerId).map(new Done());
            });
  }

  /** Best effort: Pusher also reports the departure, and pages that still watch renew that. */
  public Future<Done> unwatch(UnwatchStreamer question) {
    if (!limit.isWatching(question.viewerId(), question.login())) {
      return Future.succeededFuture(new Done());
    }
    return waiting
        .atMost(GOODBYE, directory.byLogin(question.login()))
        .onSuccess(
            found -> found.ifPresent(it -> tell(it.id(), question.login(), question.viewerId())))
        .map(new Done())
        .otherwise(new Done());
  }

  public Future<FoundStreamers> find(FindStreamers question) {
    return quota.searches().take(question.viewerId())
        ? directory.search(question.query()).map(FoundStreamers::new)
        : Future.failedFuture(quota.searches().exceeded());
  }

  /** Who of some streamers is live; together they cost Twitch no more questions than one. */
  public Future<FoundStreams> streams(FindStreams question) {
    if (!quota.lists().take(question.viewerId())) {
      return Future.failedFuture(quota.lists().exceeded());
    }
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
      Optional<StreamerProfile> found, WatchStreamer question, Instant deadline) {
    return found
        .map(
            streamer ->
                admit(streamer.id(), question.login(), question.viewerId())
                    .compose(admitted -> report(streamer, question, deadline)))
        .orElseGet(() -> unknown(question.login(), question.viewerId()));
  }

  /** What Twitch says of a login within a while; that it says nothing is an answer as well. */
  private Future<AsyncResult<Optional<StreamerProfile>>> named(String login, Duration most) {
    return waiting.atMost(most, directory.byLogin(login)).transform(Future::succeededFuture);
  }

  /** Whether a viewer may have Twitch asked for a name; one whom they watch already they may. */
  private Future<Void> mayName(String viewerId, String login) {
    if (!limit.allows(viewerId, login)) {
      return Future.failedFuture(tooMany());
    }
    return limit.isWatching(viewerId, login) || quota.names().take(viewerId)
        ? Future.succeededFuture()
        : Future.failedFuture(quota.names().exceeded());
  }

  /**
   * Counts the watch at once: of many that come together, all but a few would pass if it counted
   * only when the published message comes back.
   *
   * @param id empty if Twitch does not say who has the login
   */
  private Future<Void> admit(String id, String login, String viewerId) {
    if (!limit.allows(viewerId, login)) {
      return Future.failedFuture(tooMany());
    }
    limit.watched(viewerId, login);
    tell(id, login, viewerId);
    return Future.succeededFuture();
  }

  private static BusFailure tooMany() {
    return new BusFailure(Reason.LIMITED, ViewerLimit.SENTENCE);
  }

  private void tell(String id, String login, String viewerId) {
    watched.accept(new StreamerWatched(id, login, viewerId));
  }

  private Future<WatchedStreamer> report(
      StreamerProfile streamer, WatchStreamer question, Instant deadline) {
    var own = streamer.id().equals(question.viewerId());
    var consented = own ? question.scopes() : Set.<String>of();
    var left = Duration.between(clock.instant(), deadline);
    var report =
        waiting
            .atMost(left, subscriptions.ensure(streamer.id(), consented))
            .otherwise(failure -> SubscriptionProvisioner.later(consented, failure));
    // Without the title and the viewers a page is still worth having.
    var stream =
        waiting.atMost(left, directory.stream(streamer.id())).otherwise(HelixStreamers.unknown());
    return Future.all(report, stream)
        .map(both -> new WatchedStreamer(streamer, both.resultAt(1), both.resultAt(0)));
  }

  /**
   * While Twitch cannot be asked who that is, the name has to do: the page listens to its channel
   * at Pusher, and subscriptions follow once Twitch is back.
   */
  private Future<WatchedStreamer> nameless(String login, String viewerId, Throwable failure) {
    return admit("", login, viewerId)
        .map(
            admitted -> {
              nameless.run();
              log.warn("Twitch does not say who {} is: {}", login, failure.getMessage());
              return new WatchedStreamer(
                  new StreamerProfile("", login, login, ""),
                  HelixStreamers.unknown(),
                  SubscriptionProvisioner.later(Set.of(), failure));
            });
  }

  private <T> Future<T> unknown(String login, String viewerId) {
    var search =
        quota.searches().take(viewerId)
            ? directory.search(login)
            : Future.succeededFuture(List.<StreamerSuggestion>of());
    return waiting
        .atMost(NEAR_NAMES, search)
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
