package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.contract.webhook.SubscriptionReport;

/** A streamer whose events arrive from now on. */
public record WatchedStreamer(
    StreamerProfile streamer, StreamState stream, SubscriptionReport subscriptions) {}
