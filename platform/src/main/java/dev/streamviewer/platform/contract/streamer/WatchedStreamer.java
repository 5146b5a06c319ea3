package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.contract.webhook.SubscriptionReport;

/**
 * A streamer whose events arrive from now on.
 *
 * @param moderator whether the viewer moderates the channel
 */
public record WatchedStreamer(
    StreamerProfile streamer,
    StreamState stream,
    SubscriptionReport subscriptions,
    boolean moderator) {
  /** A streamer whom the viewer does not moderate. */
  public WatchedStreamer(
      StreamerProfile streamer, StreamState stream, SubscriptionReport subscriptions) {
    this(streamer, stream, subscriptions, false);
  }
}
