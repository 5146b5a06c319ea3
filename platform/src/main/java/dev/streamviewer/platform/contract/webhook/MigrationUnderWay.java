package dev.streamviewer.platform.contract.webhook;

/**
 * Notice that subscriptions at Twitch are being replaced. For a while two subscriptions may deliver
 * the same event, each with a different message id.
 */
public record MigrationUnderWay() {}
