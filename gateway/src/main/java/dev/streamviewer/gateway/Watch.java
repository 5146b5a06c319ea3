package dev.streamviewer.gateway;

import dev.streamviewer.platform.contract.ChannelNames;
import dev.streamviewer.platform.contract.RecentEvents;
import dev.streamviewer.platform.contract.StreamState;
import dev.streamviewer.platform.contract.StreamerProfile;
import dev.streamviewer.platform.contract.SubscriptionReport;
import dev.streamviewer.platform.contract.Viewer;
import dev.streamviewer.platform.contract.WatchedStreamer;
import java.util.List;

/**
 * All that the page shows when a streamer is opened.
 *
 * @param channels the Pusher channels to listen to; none without a live feed
 */
record Watch(
    StreamerProfile streamer,
    StreamState stream,
    List<String> channels,
    SubscriptionReport subscriptions,
    RecentEvents recent) {

  static Watch of(WatchedStreamer watched, RecentEvents recent, Viewer viewer, boolean live) {
    var streamer = watched.streamer();
    var channels = live ? channels(streamer, viewer) : List.<String>of();
    return new Watch(streamer, watched.stream(), channels, watched.subscriptions(), recent);
  }

  /** A login can pass to another person, an id cannot; so both must be the viewer's. */
  private static List<String> channels(StreamerProfile streamer, Viewer viewer) {
    var open = ChannelNames.publicChannel(streamer.login());
    return viewer.id().equals(streamer.id()) && viewer.login().equalsIgnoreCase(streamer.login())
        ? List.of(open, ChannelNames.privateChannel(streamer.login()))
        : List.of(open);
  }
}
