package dev.streamviewer.sandbox.control;

import dev.streamviewer.sandbox.twitch.FakeTwitch;
import dev.streamviewer.sandbox.twitch.delivery.DeliveryRecord;
import dev.streamviewer.sandbox.twitch.delivery.SentMessage;
import dev.streamviewer.sandbox.twitch.eventsub.EventOrder;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscription;
import dev.streamviewer.sandbox.twitch.eventsub.EventTypes;
import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.TwitchUser;
import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Causes events on a channel: {@code POST /sandbox/events}. */
final class EventControl {
  private static final int MAX_COUNT = 5_000;
  private static final int MAX_COPIES = 100;
  private static final int MAX_MESSAGES = 10_000;
  private static final String REVOCATION = "revocation";
  private static final Set<String> FIELDS =
      Set.of(
          "type",
          "streamer",
          "event",
          "count",
          "copies",
          "id",
          "signature",
          "timestamp",
          "body",
          "wait",
          "subscriptionType",
          "reason");

  private enum Signature {
    VALID,
    FORGED
  }

  private final FakeTwitch twitch;

  EventControl(FakeTwitch twitch) {
    this.twitch = twitch;
  }

  void mount(Router router) {
    router.post("/sandbox/events").handler(this::happen);
  }

  private void happen(RoutingContext ctx) {
    var input = ControlInput.from(ctx, FIELDS);
    var login = input.text("streamer");
    var user =
        twitch
            .world()
            .withLogin(login)
            .map(SandboxStreamer::user)
            .orElseThrow(() -> ControlInput.wrong("streamer", login, "the login of an account"));
    var type = input.text("type");
    var sent = type.equals(REVOCATION) ? revoke(input, user) : publish(input, user);
    if (sent.isEmpty()) {
      throw new ApiError(409, noSubscriptionMessage(type, user));
    }
    if (input.flag("wait", false)) {
      var all = sent.stream().flatMap(message -> message.deliveries().stream()).toList();
      Future.join(all).onComplete(finished -> answer(ctx, sent));
    } else {
      answer(ctx, sent);
    }
  }

  private List<SentMessage> publish(ControlInput input, TwitchUser user) {
    var type = input.text("type");
    if (!EventTypes.exists(type)) {
      throw ControlInput.wrong(
          "type", type, "an EventSub type such as stream.online, or revocation");
    }
    var count = input.number("count", 1, 1, MAX_COUNT);
    if (count > 1 && input.optionalText("id").isPresent()) {
      throw ControlInput.wrong("count", count, "1 with an id; use copies for duplicates");
    }
    var copies = input.number("copies", 1, 1, MAX_COPIES);
    if (count * copies > MAX_MESSAGES) {
      throw ControlInput.wrong("count", count, "count times copies up to " + MAX_MESSAGES);
    }
    var forged =
        input.optionalChoice("signature", Signature.class).equals(Optional.of(Signature.FORGED));
    var order =
        new EventOrder(
            type,
            user.login(),
            input.object("event"),
            copies,
            forged,
            input.optionalText("id"),
            input.optionalText("timestamp"),
            input.optionalText("body"));
    return IntStream.range(0, count)
        .mapToObj(index -> twitch.publisher().publish(order))
        .flatMap(List::stream)
        .toList();
  }

  private List<SentMessage> revoke(ControlInput input, TwitchUser user) {
    var type = input.text("subscriptionType");
    var reason = input.optionalText("reason").orElse("user_removed");
    return twitch.subscriptions().all().stream()
        .filter(EventSubSubscription::isEnabled)
        .filter(subscription -> subscription.type().equals(type))
        .filter(subscription -> subscription.subjects().anyMatch(user.id()::equals))
        .flatMap(subscription -> twitch.revocations().revoke(subscription, reason).stream())
        .toList();
  }

  private String noSubscriptionMessage(String type, TwitchUser user) {
    var others =
        twitch.subscriptions().all().stream()
            .filter(subscription -> subscription.subjects().anyMatch(user.id()::equals))
            .map(subscription -> subscription.type() + " is " + subscription.status())
            .sorted()
            .toList();
    return "No enabled subscription to %s of %s. %s"
        .formatted(
            type,
            user.login(),
            others.isEmpty() ? "The streamer has no subscriptions." : "Subscriptions: " + others);
  }

  private static void answer(RoutingContext ctx, List<SentMessage> sent) {
    var messages = new JsonArray(sent.stream().map(EventControl::describe).toList());
    ctx.response().setStatusCode(202);
    ctx.json(new JsonObject().put("messages", messages));
  }

  /**
   * Includes the results of finished deliveries: of all deliveries if the request asked to wait.
   */
  private static JsonObject describe(SentMessage sent) {
    var results =
        sent.deliveries().stream()
            .filter(Future::succeeded)
            .map(Future::result)
            .map(DeliveryRecord::toJson)
            .toList();
    return new JsonObject()
        .put("id", sent.messageId())
        .put("subscriptionId", sent.subscriptionId())
        .put("deliveries", sent.deliveries().size())
        .put("results", new JsonArray(results));
  }
}
