package dev.streamviewer.platform.contract.webhook;

/**
 * Twitch checked a subscription of ours and was answered. The challenge may reach another process
 * than the one that asked for the subscription.
 *
 * @param type the EventSub subscription type
 * @param conditionField the field of the condition that names the streamer
 * @param streamerId whom it is about
 */
public record SubscriptionConfirmed(String type, String conditionField, String streamerId) {}
