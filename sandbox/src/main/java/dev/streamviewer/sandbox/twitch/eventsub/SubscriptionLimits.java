package dev.streamviewer.sandbox.twitch.eventsub;

/**
 * Limits of the application's subscriptions.
 *
 * @param totalCost the largest total cost
 * @param oncePerCondition whether a type and a condition allow one subscription in all, not one for
 *     each transport
 */
public record SubscriptionLimits(int totalCost, boolean oncePerCondition) {}
