package dev.streamviewer.platform.contract.webhook;

/**
 * Subscriptions of a streamer end, by us or by Twitch: what is remembered of them is true no more.
 *
 * @param givenUp whether we have ended all of them, because nobody needs them
 */
public record SubscriptionsEnded(String streamerId, boolean givenUp) {}
