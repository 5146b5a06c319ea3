package dev.streamviewer.sandbox.twitch;

import io.vertx.core.Future;
import java.util.List;

/** A message on its way to a subscription's callback, once for each copy of it. */
public record Sent(String messageId, String subscriptionId, List<Future<Delivery>> deliveries) {}
