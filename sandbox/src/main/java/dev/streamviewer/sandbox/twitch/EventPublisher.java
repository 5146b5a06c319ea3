package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.wire.Refusal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Lets things happen: in the sandbox's own world, and at every callback that asked for it. */
public final class EventPublisher {
  private final World world;
  private final WorldChanges changes;
  private final Payloads payloads;
  private final Subscriptions subscriptions;
  private final EventSubSender sender;
  private final Revocations revocations;
  private final Clock clock;

  EventPublisher(
      World world,
      Payloads payloads,
      Subscriptions subscriptions,
      EventSubSender sender,
      Revocations revocations,
      Clock clock) {
    this.world = world;
    this.changes = new WorldChanges(world);
    this.payloads = payloads;
    this.subscriptions = subscriptions;
    this.sender = sender;
    this.revocations = revocations;
    this.clock = clock;
  }

  /** The messages that went out: none when nobody has subscribed. */
  public List<Sent> publish(Emission emission) {
    var streamer =
        world
            .withLogin(emission.login())
            .orElseThrow(() -> new Refusal(400, "No streamer is called " + emission.login()));
    var event = payloads.fill(emission.type(), streamer, emission.event());
    changes.apply(emission.type(), streamer.user().id(), event);
    return subscriptions.all().stream()
        .filter(Subscription::isEnabled)
        .filter(subscription -> subscription.type().equals(emission.type()))
        .filter(subscription -> wants(subscription, event))
        .map(subscription -> send(subscription, emission, event))
        .toList();
  }

  /** Whether the event is about whom the condition names; a moderator in it only authorises. */
  private static boolean wants(Subscription subscription, JsonObject event) {
    return subscription.condition().entrySet().stream()
        .allMatch(
            named ->
                switch (named.getKey()) {
                  case "reward_id" ->
                      named
                          .getValue()
                          .equals(event.getJsonObject("reward", new JsonObject()).getString("id"));
                  case "user_id" ->
                      subscription.condition().containsKey("broadcaster_user_id")
                          || named.getValue().equals(event.getString("user_id"));
                  default ->
                      !event.containsKey(named.getKey())
                          || named.getValue().equals(event.getString(named.getKey()));
                });
  }

  private Sent send(Subscription subscription, Emission emission, JsonObject event) {
    var genuine =
        Message.of(
            emission.id().orElseGet(() -> UUID.randomUUID().toString()),
            Message.NOTIFICATION,
            emission.timestamp().orElseGet(() -> Times.nanos(clock.instant())),
            subscription,
            emission.body().map(Buffer::buffer).orElseGet(() -> body(subscription, event)));
    var message = emission.forged() ? genuine.forged() : genuine;
    var deliveries =
        IntStream.range(0, emission.copies())
            .mapToObj(copy -> deliver(message, emission.forged()))
            .toList();
    return new Sent(message.id(), subscription.id(), deliveries);
  }

  /** A forgery is not Twitch's message: it is not sent again and counts against nobody. */
  private Future<Delivery> deliver(Message message, boolean forged) {
    return forged
        ? sender.deliverOnce(message)
        : sender
            .deliver(message)
            .onSuccess(delivery -> revocations.count(message.subscription(), delivery));
  }

  private static Buffer body(Subscription subscription, JsonObject event) {
    var body = new JsonObject().put("subscription", subscription.toJson());
    // Drops are the one batched type.
    return subscription.type().equals("drop.entitlement.grant")
        ? body.put(
                "events",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("id", UUID.randomUUID().toString())
                            .put("data", event)))
            .toBuffer()
        : body.put("event", event).toBuffer();
  }
}
