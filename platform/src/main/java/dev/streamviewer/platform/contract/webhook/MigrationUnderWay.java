package dev.streamviewer.platform.contract.webhook;

/**
 * Subscriptions are being replaced at Twitch: for a while two may bring the same event, each under
 * a message id of its own.
 */
public record MigrationUnderWay() {}
