package dev.streamviewer.platform.contract.webhook;

import dev.streamviewer.platform.config.Secret;

/**
 * A WebSub hub asks whether a subscription is meant, or says that it will not serve a topic.
 *
 * @param mode {@code subscribe}, {@code unsubscribe} or {@code denied}
 * @param topic the topic's address, or null
 * @param challenge what to answer with, or null
 * @param leaseSeconds for how long the hub will send, as it wrote it, or null
 * @param reason why it denies, or null
 * @param token the token of the callback to which it was sent, or null
 */
public record VerifyIntent(
    String mode,
    String topic,
    String challenge,
    String leaseSeconds,
    String reason,
    Secret token) {}
