package dev.streamviewer.webhook.streamer;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/**
 * Resolves the ids and logins that {@link WatchedStreamers} lacks. Failed lookups are repeated in
 * the next round and do not delay the round.
 */
public final class WatchedNameResolver {
  private static final int MAX_LOOKUPS = 1_000;

  private final StreamerDirectory directory;
  private final WatchedStreamers watchedStreamers;
  private boolean hasUnresolvedNames;

  public WatchedNameResolver(StreamerDirectory directory, WatchedStreamers watchedStreamers) {
    this.directory = directory;
    this.watchedStreamers = watchedStreamers;
  }

  /** Whether a watched or listed streamer is still without a login or an id. */
  public boolean hasUnresolvedNames() {
    return hasUnresolvedNames;
  }

  /** Finds the ids of logins that were watched while Twitch was unavailable. Never fails. */
  public Future<Void> resolveWatched() {
    var lookups =
        watchedStreamers.unresolvedLogins().stream().limit(MAX_LOOKUPS).map(this::findId).toList();
    return Future.join(lookups)
        .onComplete(resolved -> hasUnresolvedNames = resolved.failed())
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  /**
   * Adopts the streamers of listed subscriptions, which may be new to this process. Each needs a
   * login, since Pusher's channels are named by login. Never fails.
   */
  public Future<Void> adopt(Collection<String> streamerIds) {
    streamerIds.forEach(watchedStreamers::found);
    var all = unresolved(streamerIds).size() <= MAX_LOOKUPS;
    return resolve(streamerIds)
        .onComplete(
            resolved -> {
              if (all && resolved.succeeded()) {
                watchedStreamers.adopted();
              } else {
                hasUnresolvedNames = true;
              }
            })
        .otherwiseEmpty();
  }

  /** Finds the logins of streamers that are known only by id. Fails if a lookup fails. */
  public Future<Void> resolve(Collection<String> streamerIds) {
    var lookups = unresolved(streamerIds).stream().limit(MAX_LOOKUPS).map(this::findLogin).toList();
    return Future.join(lookups).mapEmpty();
  }

  private List<String> unresolved(Collection<String> streamerIds) {
    return streamerIds.stream().filter(id -> !watchedStreamers.isResolved(id)).toList();
  }

  private Future<?> findId(String login) {
    return directory
        .byLogin(login)
        .onSuccess(
            found ->
                found.ifPresentOrElse(
                    it -> watchedStreamers.resolved(it.id(), login),
                    () -> watchedStreamers.unknownLogin(login)));
  }

  private Future<?> findLogin(String id) {
    return directory
        .byId(id)
        .onSuccess(found -> found.ifPresent(it -> watchedStreamers.resolved(id, it.login())));
  }
}
