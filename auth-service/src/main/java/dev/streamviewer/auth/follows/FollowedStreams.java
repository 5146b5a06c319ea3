package dev.streamviewer.auth.follows;

import dev.streamviewer.auth.consent.FollowsConsent;
import dev.streamviewer.auth.session.SessionStore;
import dev.streamviewer.auth.session.SessionValidation;
import dev.streamviewer.auth.session.UserSession;
import dev.streamviewer.auth.twitch.TwitchFailure;
import dev.streamviewer.auth.twitch.TwitchFollows;
import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.FindFollowedStreams;
import dev.streamviewer.platform.contract.streamer.FoundStreams;
import dev.streamviewer.platform.contract.streamer.FoundStreams.StreamOf;
import dev.streamviewer.platform.memory.ExpiringCache;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The live streams that viewers follow. Only the answer leaves this service; the viewer's token
 * stays. A list is remembered for a minute per viewer, and a failure for some seconds, so that no
 * page makes this service call Twitch more often.
 */
public final class FollowedStreams {
  private static final Duration MAX_AGE = Duration.ofMinutes(1);
  private static final Duration FAILURE_AGE = Duration.ofSeconds(5);
  private static final Duration PICTURE_AGE = Duration.ofHours(1);

  /** Less than the deadline of a request on the bus. */
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  /** A list has up to a hundred streams of some 700 bytes. */
  private static final int VIEWERS = 500;

  private static final int PICTURES = 10_000;
  private static final int UNAUTHORIZED = 401;

  private final SessionStore sessions;
  private final SessionValidation validation;
  private final TwitchFollows twitch;
  private final Clock clock;

  /** By the viewer's id. */
  private final ExpiringCache<String, Future<FoundStreams>> lists;

  /** By the streamer's id. */
  private final ExpiringCache<String, String> pictures;

  public FollowedStreams(
      SessionStore sessions, SessionValidation validation, TwitchFollows twitch, Clock clock) {
    this.sessions = sessions;
    this.validation = validation;
    this.twitch = twitch;
    this.clock = clock;
    this.lists = new ExpiringCache<>(VIEWERS, clock);
    this.pictures = new ExpiringCache<>(PICTURES, clock);
  }

  /** Finds the streams; the answer tells if the viewer has not consented. */
  public Future<FoundStreams> find(FindFollowedStreams question) {
    var cookie = question.session();
    if (cookie == null || cookie.value() == null) {
      return sessionEnded();
    }
    var key = SessionStore.key(cookie);
    return sessions
        .find(key)
        .compose(
            session ->
                session.isEmpty()
                    ? sessionEnded()
                    : FollowsConsent.given(session.get().viewer())
                        ? remembered(key, session.get())
                        : Future.succeededFuture(FoundStreams.withoutConsent()));
  }

  private Future<FoundStreams> remembered(String key, UserSession session) {
    var viewerId = session.viewer().id();
    var known = lists.find(viewerId);
    return known.isPresent() ? known.get() : load(key, session);
  }

  /** Loads a list; further requests wait for the same call. */
  private Future<FoundStreams> load(String key, UserSession session) {
    var viewerId = session.viewer().id();
    var list =
        Timeouts.ofCall(TIMEOUT, "The list of followed streams", fetch(key, session))
            .recover(failure -> Future.failedFuture(explained(failure)));
    lists.put(viewerId, list, MAX_AGE);
    list.onComplete(
        done -> {
          if (list.failed() || !list.result().consent()) {
            lists.put(viewerId, list, FAILURE_AGE);
          }
        });
    return list;
  }

  /** Fetches the list; after a rejected token once more with a renewed one. */
  private Future<FoundStreams> fetch(String key, UserSession session) {
    return fetch(session)
        .recover(
            failure ->
                isUnauthorized(failure)
                    ? fetchRenewed(key, session.accessToken(), failure)
                    : Future.failedFuture(failure));
  }

  private Future<FoundStreams> fetchRenewed(String key, Secret rejected, Throwable failure) {
    return validation
        .ensure(key, clock.instant())
        .compose(validated -> sessions.find(key))
        .compose(session -> fetchAgain(session, rejected, failure));
  }

  /** A validation may also have found that the consent or the session has ended. */
  private Future<FoundStreams> fetchAgain(
      Optional<UserSession> session, Secret rejected, Throwable failure) {
    if (session.isEmpty()) {
      return sessionEnded();
    }
    if (!FollowsConsent.given(session.get().viewer())) {
      return Future.succeededFuture(FoundStreams.withoutConsent());
    }
    return session.get().accessToken().equals(rejected)
        ? Future.failedFuture(failure)
        : fetch(session.get());
  }

  private Future<FoundStreams> fetch(UserSession session) {
    var token = session.accessToken();
    return twitch
        .streams(token, session.viewer().id())
        .compose(streams -> withPictures(token, streams))
        .map(FoundStreams::new);
  }

  /** Adds the pictures; streams without pictures are better than none. */
  private Future<List<StreamOf>> withPictures(Secret token, List<StreamOf> streams) {
    var missing =
        streams.stream().map(StreamOf::id).filter(id -> pictures.find(id).isEmpty()).toList();
    var loaded =
        missing.isEmpty()
            ? Future.succeededFuture(Map.<String, String>of())
            : twitch.pictures(token, missing).otherwise(Map.of());
    return loaded.map(
        found -> {
          found.forEach((id, picture) -> pictures.put(id, picture, PICTURE_AGE));
          return streams.stream()
              .map(it -> it.withAvatar(pictures.find(it.id()).orElse("")))
              .toList();
        });
  }

  private static boolean isUnauthorized(Throwable failure) {
    return failure instanceof TwitchFailure refused && refused.status() == UNAUTHORIZED;
  }

  private static Throwable explained(Throwable failure) {
    return failure instanceof BusFailure
        ? failure
        : new BusFailure(
            Reason.UPSTREAM,
            "Twitch cannot list the channels you follow at the moment. Please try again soon.",
            failure);
  }

  private static <T> Future<T> sessionEnded() {
    return Future.failedFuture(
        new BusFailure(
            Reason.UNAUTHENTICATED, "You are not signed in. Please sign in with Twitch."));
  }
}
