package dev.streamviewer.webhook.moderation;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.FindModeratedChannels;
import dev.streamviewer.platform.contract.auth.ModeratedChannels;
import dev.streamviewer.platform.contract.streamer.ModeratorRemoved;
import dev.streamviewer.platform.contract.streamer.ModeratorWatched;
import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The roles of watching moderators: proves a role at each sign of the viewer, and ends what depends
 * on a role that has ended.
 */
public final class ModeratorRoles {
  private static final Logger log = LoggerFactory.getLogger(ModeratorRoles.class);

  private final ModeratorWatches watches;
  private final Function<FindModeratedChannels, Future<ModeratedChannels>> channels;
  private final Signals signals;

  /**
   * The signals to other parts.
   *
   * @param watched tells all processes of a watching moderator
   * @param removed tells all processes of the end of a role
   * @param unknown receives each watching moderator whose pages do not know of the end yet
   */
  public record Signals(
      Consumer<ModeratorWatched> watched,
      Consumer<ModeratorRemoved> removed,
      Consumer<ChannelModerator> unknown) {}

  /**
   * @param channels finds the channels that a viewer moderates
   */
  public ModeratorRoles(
      ModeratorWatches watches,
      Function<FindModeratedChannels, Future<ModeratedChannels>> channels,
      Signals signals) {
    this.watches = watches;
    this.channels = channels;
    this.signals = signals;
  }

  /**
   * Returns whether a viewer moderates a channel, and records the watch if so. False as well if
   * that cannot be found out.
   *
   * @param session the reference to the viewer's session; null without consent
   */
  public Future<Boolean> prove(ChannelModerator viewer, String login, Secret session) {
    if (session == null || viewer.streamerId().equals(viewer.moderatorId())) {
      return Future.succeededFuture(false);
    }
    return channels
        .apply(new FindModeratedChannels(session, login))
        .map(found -> found.channels().stream().anyMatch(it -> it.id().equals(viewer.streamerId())))
        .onSuccess(moderates -> decided(viewer, moderates))
        .onFailure(failure -> log.info("Cannot prove a moderator's role: {}", failure.getMessage()))
        .otherwise(false);
  }

  /** Handles the departure of a viewer, who may moderate the channel. */
  public void left(ChannelModerator viewer) {
    if (watches.isWatching(viewer)) {
      publish(viewer, true);
    }
  }

  /** Whether the role of a moderator has ended, so that no event may reach them. */
  public boolean hasEnded(ChannelModerator moderator) {
    return watches.hasEnded(moderator);
  }

  /** Handles the end of a role, of which Twitch has told the pages by a revocation. */
  public void revoked(ChannelModerator former) {
    if (!watches.hasEnded(former)) {
      var removal = new ModeratorRemoved(former.streamerId(), former.moderatorId());
      watches.removed(removal);
      signals.removed().accept(removal);
    }
  }

  /** Handles the end of a role, of which the pages of a watching moderator do not know yet. */
  public void ended(ChannelModerator former) {
    var wasWatching = watches.isWatching(former);
    revoked(former);
    if (wasWatching) {
      signals.unknown().accept(former);
    }
  }

  private void decided(ChannelModerator viewer, boolean moderates) {
    if (moderates) {
      publish(viewer, false);
    } else if (watches.isWatching(viewer)) {
      ended(viewer);
    }
  }

  private void publish(ChannelModerator viewer, boolean left) {
    var watch = new ModeratorWatched(viewer.streamerId(), viewer.moderatorId(), left);
    watches.heard(watch);
    signals.watched().accept(watch);
  }
}
