package dev.streamviewer.auth.moderation;

import dev.streamviewer.auth.consent.ModeratedChannelsConsent;
import dev.streamviewer.auth.session.SessionStore;
import dev.streamviewer.auth.session.SessionValidation;
import dev.streamviewer.auth.session.UserSession;
import dev.streamviewer.auth.twitch.TwitchFailure;
import dev.streamviewer.auth.twitch.TwitchModeration;
import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.auth.FindModeratedChannels;
import dev.streamviewer.platform.contract.auth.ModeratedChannels;
import dev.streamviewer.platform.contract.auth.ModeratedChannels.ModeratedChannel;
import dev.streamviewer.platform.contract.streamer.ModeratorRemoved;
import dev.streamviewer.platform.memory.ExpiringCache;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The channels that viewers moderate, according to Twitch. A viewer's list is remembered for a
 * minute. Without an answer of Twitch there is no role: an older list is never used.
 */
public final class ModeratorRoles {
  static final Duration MAX_AGE = Duration.ofMinutes(1);

  /** Longer than a list is remembered, which may have been read just before the role ended. */
  private static final Duration REMOVAL_AGE = Duration.ofMinutes(2);

  /** Less than the callers' deadline. */
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  private static final int UNAUTHORIZED = 401;
  private static final int VIEWERS = 2_000;
  private static final int REMOVALS = 20_000;

  private final SessionStore sessions;
  private final SessionValidation validation;
  private final TwitchModeration twitch;
  private final Clock clock;

  /** By the viewer's id. */
  private final ExpiringCache<String, List<ModeratedChannel>> lists;

  /** Roles that have ended, which Twitch may still list for a moment. */
  private final ExpiringCache<ModeratorRemoved, Boolean> removals;

  public ModeratorRoles(
      SessionStore sessions, SessionValidation validation, TwitchModeration twitch, Clock clock) {
    this.sessions = sessions;
    this.validation = validation;
    this.twitch = twitch;
    this.clock = clock;
    this.lists = new ExpiringCache<>(VIEWERS, clock);
    this.removals = new ExpiringCache<>(REMOVALS, clock);
  }

  /** Finds the channels that a viewer moderates. */
  public Future<ModeratedChannels> find(FindModeratedChannels question) {
    var key = question.moderator().value();
    return sessions
        .find(key)
        .compose(ModeratorRoles::consenting)
        .compose(session -> channels(key, session))
        .map(
            channels ->
                new ModeratedChannels(
                    channels.stream()
                        .filter(
                            it -> question.login() == null || question.login().equals(it.login()))
                        .toList()));
  }

  /** Ends a role at once, whatever Twitch lists. */
  public void removed(ModeratorRemoved removal) {
    removals.put(removal, true, REMOVAL_AGE);
    lists.remove(removal.moderatorId());
  }

  private Future<List<ModeratedChannel>> channels(String key, UserSession session) {
    var viewerId = session.viewer().id();
    return lists
        .getOrLoad(viewerId, () -> load(key, session))
        .map(all -> all.stream().filter(it -> !isRemoved(it, viewerId)).toList());
  }

  private boolean isRemoved(ModeratedChannel channel, String viewerId) {
    return removals.find(new ModeratorRemoved(channel.id(), viewerId)).isPresent();
  }

  private Future<List<ModeratedChannel>> load(String key, UserSession session) {
    var viewerId = session.viewer().id();
    return Timeouts.ofCall(TIMEOUT, "The list of moderated channels", fetch(key, session))
        .onSuccess(channels -> lists.put(viewerId, channels, MAX_AGE))
        .recover(failure -> Future.failedFuture(explained(failure)));
  }

  /** Fetches the list; after a rejected token once more with a renewed one. */
  private Future<List<ModeratedChannel>> fetch(String key, UserSession session) {
    return twitch
        .channels(session.accessToken(), session.viewer().id())
        .recover(
            failure ->
                isUnauthorized(failure)
                    ? fetchRenewed(key, session, failure)
                    : Future.failedFuture(failure));
  }

  private Future<List<ModeratedChannel>> fetchRenewed(
      String key, UserSession rejected, Throwable failure) {
    return validation
        .ensure(key, clock.instant())
        .compose(validated -> sessions.find(key))
        .compose(ModeratorRoles::consenting)
        .compose(
            session ->
                session.accessToken().equals(rejected.accessToken())
                    ? Future.failedFuture(failure)
                    : twitch.channels(session.accessToken(), session.viewer().id()));
  }

  private static boolean isUnauthorized(Throwable failure) {
    return failure instanceof TwitchFailure refused && refused.status() == UNAUTHORIZED;
  }

  private static Future<UserSession> consenting(Optional<UserSession> session) {
    if (session.isEmpty()) {
      return Future.failedFuture(
          new BusFailure(Reason.UNAUTHENTICATED, "The viewer's session has ended."));
    }
    return ModeratedChannelsConsent.given(session.get().viewer())
        ? Future.succeededFuture(session.get())
        : Future.failedFuture(
            new BusFailure(
                Reason.FORBIDDEN, "You have not consented to show the channels you moderate."));
  }

  private static Throwable explained(Throwable failure) {
    if (failure instanceof BusFailure) {
      return failure;
    }
    return failure instanceof TwitchFailure twitch && twitch.refused()
        ? new BusFailure(
            Reason.FORBIDDEN, "Twitch refuses to list the channels you moderate.", failure)
        : new BusFailure(
            Reason.UPSTREAM,
            "Twitch cannot list the channels you moderate at the moment.",
            failure);
  }
}
