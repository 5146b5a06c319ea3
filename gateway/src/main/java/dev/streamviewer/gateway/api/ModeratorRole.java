package dev.streamviewer.gateway.api;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.auth.FindModeratedChannels;
import dev.streamviewer.platform.contract.auth.ModeratedChannels.ModeratedChannel;
import dev.streamviewer.platform.contract.auth.Session;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.List;

/**
 * The viewer's role as a moderator. Nothing is remembered here: the auth service knows, and
 * remembers for a minute at most.
 */
final class ModeratorRole {
  private final EventBus bus;

  ModeratorRole(EventBus bus) {
    this.bus = bus;
  }

  /** Lists the channels that the viewer moderates; fails with FORBIDDEN without the consent. */
  Future<List<ModeratedChannel>> channels(Session session) {
    return find(session, null);
  }

  /** Whether the viewer moderates a channel. Fails if that cannot be found out. */
  Future<Boolean> moderates(Session session, String login) {
    return session.moderator() == null
        ? Future.succeededFuture(false)
        : find(session, login).map(found -> !found.isEmpty());
  }

  private Future<List<ModeratedChannel>> find(Session session, String login) {
    return session.moderator() == null
        ? Future.failedFuture(
            new BusFailure(
                Reason.FORBIDDEN,
                "Please consent at Twitch first to show the channels you moderate."))
        : Contracts.MODERATED_CHANNELS
            .ask(bus, new FindModeratedChannels(session.moderator(), login))
            .map(found -> found.channels());
  }
}
