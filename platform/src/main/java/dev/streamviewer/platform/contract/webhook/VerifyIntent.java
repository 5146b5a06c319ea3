package dev.streamviewer.platform.contract.webhook;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.record.OptionalField;

/**
 * A WebSub hub's verification of intent, or the denial of a topic.
 *
 * @param mode {@code subscribe}, {@code unsubscribe} or {@code denied}
 * @param topic the topic's address, or null
 * @param challenge the value to echo, or null
 * @param leaseSeconds the duration of the lease, as the hub wrote it, or null
 * @param reason the reason of a denial, or null
 * @param token the token of the receiving callback, or null
 */
public record VerifyIntent(
    String mode,
    @OptionalField String topic,
    @OptionalField String challenge,
    @OptionalField String leaseSeconds,
    @OptionalField String reason,
    @OptionalField Secret token) {}
