package dev.streamviewer.gateway.api;

import dev.streamviewer.platform.contract.auth.Viewer;
import dev.streamviewer.platform.contract.event.ChannelNames;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.streamer.StreamState;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport;
import java.util.List;

/**
 * Everything that the page shows when a streamer is opened.
 *
 * @param channels the Pusher channels to subscribe to; empty without a live feed
 * @param moderator whether the viewer moderates the channel
 */
record OpenedStream(
    StreamerProfile streamer,
    StreamState stream,
    List<String> channels,
    boolean moderator,
    SubscriptionReport subscriptions,
    RecentEvents recent) {

  static OpenedStream of(
      WatchedStreamer watched, RecentEvents recent, Viewer viewer, boolean liveFeed) {
    var streamer = watched.streamer();
    var channels = liveFeed ? channels(watched, viewer) : List.<String>of();
    return new OpenedStream(
        streamer, watched.stream(), channels, watched.moderator(), watched.subscriptions(), recent);
  }

  /**
   * The channels for a viewer. The private channel requires equal login and id: a login can pass to
   * another person, an id cannot.
   */
  private static List<String> channels(WatchedStreamer watched, Viewer viewer) {
    var streamer = watched.streamer();
    var publicChannel = ChannelNames.publicChannel(streamer.login());
    if (watched.moderator()) {
      return List.of(publicChannel, ChannelNames.moderatorChannel(streamer.login(), viewer.id()));
    }
    return viewer.id().equals(streamer.id()) && viewer.login().equalsIgnoreCase(streamer.login())
        ? List.of(publicChannel, ChannelNames.privateChannel(streamer.login()))
        : List.of(publicChannel);
  }
}
