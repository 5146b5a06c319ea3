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
 */
record OpenedStream(
    StreamerProfile streamer,
    StreamState stream,
    List<String> channels,
    SubscriptionReport subscriptions,
    RecentEvents recent) {

  static OpenedStream of(
      WatchedStreamer watched, RecentEvents recent, Viewer viewer, boolean liveFeed) {
    var streamer = watched.streamer();
    var channels = liveFeed ? channels(streamer, viewer) : List.<String>of();
    return new OpenedStream(streamer, watched.stream(), channels, watched.subscriptions(), recent);
  }

  /**
   * The channels for a viewer. The private channel requires equal login and id: a login can pass to
   * another person, an id cannot.
   */
  private static List<String> channels(StreamerProfile streamer, Viewer viewer) {
    var publicChannel = ChannelNames.publicChannel(streamer.login());
    return viewer.id().equals(streamer.id()) && viewer.login().equalsIgnoreCase(streamer.login())
        ? List.of(publicChannel, ChannelNames.privateChannel(streamer.login()))
        : List.of(publicChannel);
  }
}
