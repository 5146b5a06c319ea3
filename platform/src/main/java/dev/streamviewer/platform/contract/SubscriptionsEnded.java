package dev.streamviewer.platform.contract;

/**
 * Subscriptions of a streamer end, by us or by Twitch: what is remembered of them is true no more.
 */
public record SubscriptionsEnded(String streamerId) {}
