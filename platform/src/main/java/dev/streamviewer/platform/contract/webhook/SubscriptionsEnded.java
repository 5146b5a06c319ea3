package dev.streamviewer.platform.contract.webhook;

/**
 * The end of a streamer's subscriptions, by this deployment or by Twitch; cached knowledge about
 * them is invalid.
 *
 * @param givenUp whether this deployment ended all of them because they are not needed
 */
public record SubscriptionsEnded(String streamerId, boolean givenUp) {}
