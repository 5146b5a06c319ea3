package dev.streamviewer.sandbox.twitch.delivery;

import io.vertx.core.Future;
import java.util.List;

/** A message on its way to a subscription's callback, once for each copy of it. */
public record SentMessage(
    String messageId, String subscriptionId, List<Future<DeliveryRecord>> deliveries) {}
