package dev.streamviewer.platform.contract;

/** A streamer whose events reach us from now on. */
public record WatchedStreamer(
    StreamerProfile streamer, StreamState stream, SubscriptionReport subscriptions) {}
