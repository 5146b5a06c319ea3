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
 * All that the page shows when a streamer is opened.
 *
 * @param channels the Pusher channels to listen to; none without a live feed
 */
record OpenedStream(
    StreamerProfile streamer,
    StreamState stream,
    List<String> channels,
    SubscriptionReport subscriptions,
    RecentEvents recent) {

  static OpenedStream of(
      WatchedStreamer watched, RecentEvents recent, Viewer viewer, boolean live) {
    var streamer = watched.streamer();
    var channels = live ? channels(streamer, viewer) : List.<String>of();
    return new OpenedStream(streamer, watched.stream(), channels, watched.subscriptions(), recent);
  }

  /** A login can pass to another person, an id cannot; so both must be the viewer's. */
  private static List<String> channels(StreamerProfile streamer, Viewer viewer) {
    var open = ChannelNames.publicChannel(streamer.login());
    return viewer.id().equals(streamer.id()) && viewer.login().equalsIgnoreCase(streamer.login())
        ? List.of(open, ChannelNames.privateChannel(streamer.login()))
        : List.of(open);
  }
}
