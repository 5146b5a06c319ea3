package dev.streamviewer.webhook.watch;

import static java.util.stream.Collectors.joining;

import dev.streamviewer.platform.async.Timeouts;
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
import dev.streamviewer.platform.contract.streamer.StreamState;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.platform.contract.streamer.StreamerSuggestion;
import dev.streamviewer.platform.contract.streamer.StreamerWatched;
import dev.streamviewer.platform.contract.streamer.UnwatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport;
import dev.streamviewer.webhook.config.WatchDeadlines;
import dev.streamviewer.webhook.streamer.HelixStreamers;
import dev.streamviewer.webhook.streamer.StreamLists;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests of viewers about streamers: watch, renew, unwatch, search, live state. */
public final class WatchService {
  private static final Logger log = LoggerFactory.getLogger(WatchService.class);

  private static final WatchDeadlines DEADLINES = WatchDeadlines.STANDARD;
  private static final int MAX_SUGGESTIONS = 3;

  private final StreamerDirectory directory;
  private final StreamLists lists;
  private final SubscriptionProvisioner provisioner;
  private final ModeratedWatch moderated;
  private final WatchRegistry registry;
  private final ViewerQuota quota;
  private final Runnable onUnresolved;
  private final Timeouts timeouts;
  private final Clock clock;

  /**
   * @param onUnresolved runs after a watch of a login that Twitch could not resolve
   */
  public WatchService(
      StreamerDirectory directory,
      StreamLists lists,
      SubscriptionProvisioner provisioner,
      ModeratedWatch moderated,
      WatchRegistry registry,
      ViewerQuota quota,
      Runnable onUnresolved,
      Timers timers,
      Clock clock) {
    this.directory = directory;
    this.lists = lists;
    this.provisioner = provisioner;
    this.moderated = moderated;
    this.registry = registry;
    this.quota = quota;
    this.onUnresolved = onUnresolved;
    this.timeouts = new Timeouts(timers);
    this.clock = clock;
  }

  public Future<WatchedStreamer> watch(WatchStreamer question) {
    var deadline = clock.instant().plus(DEADLINES.answer());
    if (!quota.watches().take(question.viewerId())) {
      return Future.failedFuture(quota.watches().exceeded());
    }
    return checkMayResolve(question.viewerId(), question.login())
        .compose(allowed -> resolve(question.login(), question.knownId(), DEADLINES.nameLookup()))
        .compose(
            named ->
                isRefused(named.cause())
                    ? Future.failedFuture(named.cause())
                    : named.failed()
                        ? watchUnresolved(question.login(), question.viewerId(), named.cause())
                        : watch(named.result(), question, deadline));
  }

  /**
   * Records the watch only; missing subscriptions are created by the {@link
   * SubscriptionReconciler}. A streamer that the viewer watches needs no lookup at Twitch.
   */
  public Future<Done> renew(RenewWatch question) {
    var login = question.login();
    var viewerId = question.viewerId();
    if (registry.isWatching(viewerId, login)) {
      registry.idOf(login).ifPresent(id -> moderated.renew(id, question));
      return admit("", login, viewerId).map(new Done());
    }
    return checkMayResolve(viewerId, login)
        .compose(allowed -> resolve(login, null, DEADLINES.answer()))
        .compose(
            named -> {
              if (isRefused(named.cause())) {
                return Future.failedFuture(named.cause());
              }
              if (named.succeeded() && named.result().isEmpty()) {
                return rejectUnknown(login, viewerId);
              }
              var id = named.succeeded() ? named.result().get().id() : "";
              return admit(id, login, viewerId).map(new Done());
            });
  }

  /**
   * Best effort: Pusher also reports the departure, and pages that still watch renew their watches.
   */
  public Future<Done> unwatch(UnwatchStreamer question) {
    if (!registry.isWatching(question.viewerId(), question.login())) {
      return Future.succeededFuture(new Done());
    }
    return timeouts
        .within(
            DEADLINES.unwatch(), "The lookup of a streamer", directory.byLogin(question.login()))
        .onSuccess(found -> found.ifPresent(it -> left(it.id(), question)))
        .map(new Done())
        .otherwise(new Done());
  }

  private void left(String streamerId, UnwatchStreamer question) {
    moderated.left(streamerId, question.viewerId());
    registry.record(new StreamerWatched(streamerId, question.login(), question.viewerId()));
  }

  public Future<FoundStreamers> find(FindStreamers question) {
    return quota.searches().take(question.viewerId())
        ? directory.search(question.query()).compose(this::withViewers).map(FoundStreamers::new)
        : Future.failedFuture(quota.searches().exceeded());
  }

  /** Adds the numbers of viewers, which a search does not tell; better none than no suggestions. */
  private Future<List<StreamerSuggestion>> withViewers(List<StreamerSuggestion> found) {
    return timeouts
        .within(
            DEADLINES.suggestions(),
            "The lookup of viewers",
            Future.all(found.stream().map(this::withViewers).toList())
                .map(all -> all.<StreamerSuggestion>list()))
        .otherwise(found);
  }

  private Future<StreamerSuggestion> withViewers(StreamerSuggestion found) {
    return found.live()
        ? lists
            .live(found.id())
            .map(stream -> found.withViewers(stream.map(StreamState::viewers).orElse(0)))
        : Future.succeededFuture(found);
  }

  /** Returns the live state of some streamers; the lookups share calls to Twitch. */
  public Future<FoundStreams> streams(FindStreams question) {
    if (!quota.lists().take(question.viewerId())) {
      return Future.failedFuture(quota.lists().exceeded());
    }
    return Future.all(question.logins().stream().map(this::stream).toList())
        .map(all -> all.<Optional<StreamOf>>list().stream().flatMap(Optional::stream).toList())
        .map(FoundStreams::new);
  }

  /** A login that Twitch refuses is left out, so that the others keep their answers. */
  private Future<Optional<StreamOf>> stream(String login) {
    return lookUp(login)
        .compose(found -> stream(login, found))
        .recover(
            failure ->
                isRefused(failure)
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(failure));
  }

  private Future<Optional<StreamOf>> stream(String login, Optional<StreamerProfile> found) {
    return found.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : lists.state(found.get().id()).map(it -> Optional.of(streamOf(login, found.get(), it)));
  }

  /** Names the stream by the requested login, which may be a former one. */
  private static StreamOf streamOf(String login, StreamerProfile streamer, StreamState state) {
    return new StreamOf(streamer.id(), login, streamer.name(), streamer.avatar(), state);
  }

  private static boolean isRefused(Throwable failure) {
    return failure instanceof BusFailure known && known.reason() == Reason.INVALID;
  }

  private static BusFailure refused(String login) {
    return new BusFailure(
        Reason.INVALID,
        "Twitch does not accept “%s” as the name of a streamer. Check the spelling."
            .formatted(login));
  }

  private Future<WatchedStreamer> watch(
      Optional<StreamerProfile> found, WatchStreamer question, Instant deadline) {
    return found
        .map(
            streamer ->
                admit(streamer.id(), streamer.login(), question.viewerId())
                    .compose(admitted -> report(streamer, question, deadline)))
        .orElseGet(() -> rejectUnknown(question.login(), question.viewerId()));
  }

  /** Resolves a login within a timeout. The result holds a failure too. */
  private Future<AsyncResult<Optional<StreamerProfile>>> resolve(
      String login, String knownId, Duration timeout) {
    return timeouts
        .within(timeout, "The lookup of a streamer", lookUp(login, knownId))
        .recover(failure -> Future.failedFuture(isRefused(failure) ? refused(login) : failure))
        .transform(Future::succeededFuture);
  }

  /** Finds a streamer by login, or by the id that viewers watch under a former login. */
  Future<Optional<StreamerProfile>> lookUp(String login) {
    return lookUp(login, null);
  }

  /**
   * A streamer of whom a page knows the id is found after a change of login, too. The page then
   * watches the present login: the former one may belong to somebody else any time.
   */
  private Future<Optional<StreamerProfile>> lookUp(String login, String knownId) {
    return directory
        .byLogin(login)
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(found)
                    : registry
                        .idOf(login)
                        .or(() -> Optional.ofNullable(knownId))
                        .map(directory::profile)
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }

  /**
   * Fails if the viewer may not cause a lookup; a streamer that the viewer watches is always
   * allowed.
   */
  private Future<Void> checkMayResolve(String viewerId, String login) {
    if (!registry.allows(viewerId, login)) {
      return Future.failedFuture(tooMany());
    }
    return registry.isWatching(viewerId, login) || quota.names().take(viewerId)
        ? Future.succeededFuture()
        : Future.failedFuture(quota.names().exceeded());
  }

  /**
   * Records the watch, or fails.
   *
   * @param id empty if Twitch could not resolve the login
   */
  private Future<Void> admit(String id, String login, String viewerId) {
    return registry.admit(new StreamerWatched(id, login, viewerId))
        ? Future.succeededFuture()
        : Future.failedFuture(tooMany());
  }

  private static BusFailure tooMany() {
    return new BusFailure(Reason.LIMITED, ViewerLimit.SENTENCE);
  }

  private Future<WatchedStreamer> report(
      StreamerProfile streamer, WatchStreamer question, Instant deadline) {
    var isSelf = streamer.id().equals(question.viewerId());
    var consented = isSelf ? question.scopes() : Set.<String>of();
    var remaining = Duration.between(clock.instant(), deadline);
    var report =
        timeouts
            .within(
                remaining,
                "The creation of subscriptions",
                provisioner.ensure(streamer.id(), consented))
            .otherwise(failure -> SubscriptionProvisioner.later(consented, failure));
    var own =
        isSelf
            ? timeouts
                .within(
                    remaining,
                    "The lookup of subscriptions",
                    provisioner.activeOwnTypes(streamer.id()))
                .otherwise(List.<String>of())
            : Future.succeededFuture(List.<String>of());
    // A page without title and viewer count is still useful.
    var stream =
        timeouts
            .within(remaining, "The lookup of a stream", directory.stream(streamer.id()))
            .otherwise(HelixStreamers.unknown());
    // Without the role in time, the page shows what everyone sees.
    var moderators =
        timeouts
            .within(
                remaining,
                "The subscriptions of a moderator",
                moderated.subscribe(streamer, question))
            .otherwise(Optional.empty());
    return Future.all(report, stream, moderators, own)
        .map(
            all ->
                watched(
                    streamer,
                    all.resultAt(1),
                    all.<SubscriptionReport>resultAt(0).withActive(all.resultAt(3)),
                    all.resultAt(2)));
  }

  private static WatchedStreamer watched(
      StreamerProfile streamer,
      StreamState stream,
      SubscriptionReport report,
      Optional<SubscriptionReport> moderators) {
    var all = moderators.map(it -> ModeratedWatch.join(report, it)).orElse(report);
    return new WatchedStreamer(streamer, stream, all, moderators.isPresent());
  }

  /**
   * Answers without an id while Twitch cannot resolve the login: the page listens to its channel at
   * Pusher, and subscriptions follow once Twitch is back.
   */
  private Future<WatchedStreamer> watchUnresolved(
      String login, String viewerId, Throwable failure) {
    return admit("", login, viewerId)
        .map(
            admitted -> {
              onUnresolved.run();
              log.warn(
                  "Could not resolve the login {}, trying again later: {}",
                  login,
                  failure.getMessage());
              return new WatchedStreamer(
                  new StreamerProfile("", login, login, ""),
                  HelixStreamers.unknown(),
                  SubscriptionProvisioner.later(Set.of(), failure));
            });
  }

  private <T> Future<T> rejectUnknown(String login, String viewerId) {
    var search =
        quota.searches().take(viewerId)
            ? directory.search(login)
            : Future.succeededFuture(List.<StreamerSuggestion>of());
    return timeouts
        .within(DEADLINES.suggestions(), "The search", search)
        .otherwise(List.of())
        .compose(
            suggestions ->
                Future.failedFuture(
                    new BusFailure(Reason.NOT_FOUND, sentence(login, suggestions))));
  }

  private static String sentence(String login, List<StreamerSuggestion> suggestions) {
    var notFound = "There is no streamer called “%s” on Twitch.".formatted(login);
    return suggestions.isEmpty()
        ? notFound + " Check the spelling."
        : suggestions.stream()
            .limit(MAX_SUGGESTIONS)
            .map(StreamerSuggestion::login)
            .collect(joining(", ", notFound + " Did you mean ", "?"));
  }
}
