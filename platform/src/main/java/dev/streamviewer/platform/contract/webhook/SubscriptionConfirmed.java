package dev.streamviewer.platform.contract.webhook;

/**
 * Confirmation of a subscription: Twitch's challenge was answered. The challenge may reach another
 * process than the creator of the subscription.
 *
 * @param type the EventSub subscription type
 * @param conditionField the field of the condition that names the streamer
 * @param streamerId the subject of the subscription
 */
public record SubscriptionConfirmed(String type, String conditionField, String streamerId) {}
