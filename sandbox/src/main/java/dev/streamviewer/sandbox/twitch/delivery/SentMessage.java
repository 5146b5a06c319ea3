package dev.streamviewer.sandbox.twitch.delivery;

import io.vertx.core.Future;
import java.util.List;

/** A message to a subscription, with a delivery for each copy. */
public record SentMessage(
    String messageId, String subscriptionId, List<Future<DeliveryRecord>> deliveries) {}
