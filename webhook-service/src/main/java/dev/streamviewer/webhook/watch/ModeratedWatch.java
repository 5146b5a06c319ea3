package dev.streamviewer.webhook.watch;

import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport.Refusal;
import dev.streamviewer.webhook.moderation.ChannelModerator;
import dev.streamviewer.webhook.moderation.ModeratorRoles;
import dev.streamviewer.webhook.subscription.SubscriptionProvisioner;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The part of a watch that depends on the viewer's role as a moderator of the channel. */
public final class ModeratedWatch {
  private final ModeratorRoles roles;
  private final SubscriptionProvisioner provisioner;

  public ModeratedWatch(ModeratorRoles roles, SubscriptionProvisioner provisioner) {
    this.roles = roles;
    this.provisioner = provisioner;
  }

  /**
   * Ensures the subscriptions by the viewer's consent as a moderator; empty if the viewer is none.
   */
  Future<Optional<SubscriptionReport>> subscribe(StreamerProfile streamer, WatchStreamer watch) {
    var viewer = new ChannelModerator(streamer.id(), watch.viewerId());
    return roles
        .prove(viewer, streamer.login(), watch.moderator())
        .compose(
            moderates ->
                moderates
                    ? provisioner
                        .ensureModerated(streamer.id(), watch.viewerId(), watch.scopes())
                        .map(Optional::of)
                    : Future.succeededFuture(Optional.empty()));
  }

  /** Proves the role anew. Does not wait for the result. */
  void renew(String streamerId, RenewWatch watch) {
    roles.prove(
        new ChannelModerator(streamerId, watch.viewerId()), watch.login(), watch.moderator());
  }

  /** Records the departure of a viewer. */
  void left(String streamerId, String viewerId) {
    roles.left(new ChannelModerator(streamerId, viewerId));
  }

  /** Joins the reports of all subscriptions to a channel. */
  static SubscriptionReport join(SubscriptionReport one, SubscriptionReport other) {
    return new SubscriptionReport(
        join(one.active(), other.active()),
        join(one.pending(), other.pending()),
        Stream.<Refusal>concat(one.refused().stream(), other.refused().stream())
            .distinct()
            .toList());
  }

  private static List<String> join(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).distinct().toList();
  }
}
