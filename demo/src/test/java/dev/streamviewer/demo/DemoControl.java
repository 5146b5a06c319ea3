package dev.streamviewer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.testing.HttpCalls;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Client of the sandbox's JSON control endpoints: causes events, and reads the records of Twitch
 * and Pusher.
 */
final class DemoControl {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final URI twitch;

  private long lastRaider = 900_000_000;

  DemoControl(URI twitch) {
    this.twitch = twitch;
  }

  /**
   * Causes an event on a channel; returns Twitch's message ids. The default raider is new each
   * time, because a second raid by the same raider would count as the same raid.
   */
  List<String> happen(String type, String streamer, JsonObject event) {
    var details = "channel.raid".equals(type) && event.isEmpty() ? newRaider() : event;
    return happen(
        new JsonObject().put("type", type).put("streamer", streamer).put("event", details));
  }

  private JsonObject newRaider() {
    return new JsonObject().put("from_broadcaster_user_id", String.valueOf(++lastRaider));
  }

  /** Sends messages that are specified in detail; returns their ids. */
  List<String> happen(JsonObject order) {
    var answer = HttpCalls.json("POST", twitch.resolve("/sandbox/events"), order);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return objects(new JsonObject(answer.body()).getJsonArray("messages"))
        .map(message -> message.getString("id"))
        .toList();
  }

  /** Causes a fault until the fault is cleared. */
  void addFault(String target, String mode, JsonObject more) {
    var fault = new JsonObject().put("target", target).put("mode", mode).mergeIn(more);
    var answer = HttpCalls.json("POST", twitch.resolve("/sandbox/faults"), fault);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  void clearFaults() {
    HttpCalls.json("DELETE", twitch.resolve("/sandbox/faults"), new JsonObject());
  }

  /** Creates an account at Twitch. */
  void addUser(String login) {
    var answer =
        HttpCalls.json(
            "POST", twitch.resolve("/sandbox/users"), new JsonObject().put("login", login));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  /** Closes all sockets of pages. */
  void disconnectPages(int code) {
    var body = new JsonObject().put("code", code);
    HttpCalls.json("POST", twitch.resolve("/sandbox/pusher/disconnect"), body);
  }

  /** Causes a fault of EventSub's WebSockets, such as {@code close}. */
  void socketOrder(String what, JsonObject body) {
    var answer = HttpCalls.json("POST", twitch.resolve("/sandbox/websockets/" + what), body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Returns the open sessions of EventSub's WebSocket server. */
  List<JsonObject> sockets() {
    return objects(state().getJsonArray("websockets")).toList();
  }

  /** Returns a user who uses Twitch with another program. */
  BusyReader busyReader(String login, String userId) {
    return new BusyReader(twitch, login, userId);
  }

  /** Withdraws all consent of a user at Twitch. */
  void withdraw(String user) {
    HttpCalls.json(
        "POST", twitch.resolve("/sandbox/users/%s/disconnect".formatted(user)), new JsonObject());
  }

  void expireTokens() {
    HttpCalls.json("POST", twitch.resolve("/sandbox/tokens/expire"), new JsonObject());
  }

  JsonObject state() {
    return new JsonObject(HttpCalls.get(twitch.resolve("/sandbox/state?limit=9999")).body());
  }

  /** Returns all events that Pusher accepted, oldest first. */
  List<Publish> publishes() {
    var newestFirst =
        objects(state().getJsonObject("pusher").getJsonArray("publishes"))
            .map(
                it ->
                    new Publish(
                        it.getString("channel"),
                        it.getString("name"),
                        new JsonObject(it.getString("data"))))
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  /** Waits until Pusher accepts the event of a message; returns the event. */
  Publish awaitPublished(String id) {
    return await("event " + id + " at Pusher")
        .atMost(TIMEOUT)
        .until(() -> published(id), Optional::isPresent)
        .get();
  }

  Optional<Publish> published(String id) {
    return publishes().stream().filter(it -> id.equals(it.data().getString("id"))).findFirst();
  }

  long timesPublished(String id) {
    return publishes().stream().filter(it -> id.equals(it.data().getString("id"))).count();
  }

  /** Returns the copies of an event that SNS accepted; more than one after a duplicate. */
  List<JsonObject> snsMessages(String id) {
    return objects(state().getJsonObject("sns").getJsonArray("messages"))
        .filter(it -> id.equals(new JsonObject(it.getString("message")).getString("id")))
        .toList();
  }

  /** Returns Twitch's delivery record of a message. */
  Optional<JsonObject> delivery(String id) {
    return objects(state().getJsonArray("deliveries"))
        .filter(it -> id.equals(it.getString("messageId")))
        .findFirst();
  }

  /** Waits for the first response to a message; returns the status. */
  int awaitAnswer(String id) {
    return await("an answer to " + id)
        .atMost(TIMEOUT)
        .until(() -> delivery(id).filter(it -> it.getInteger("attempts") > 0), Optional::isPresent)
        .get()
        .getInteger("status");
  }

  JsonObject awaitDelivery(String id, String outcome) {
    return await("delivery of " + id + " to be " + outcome)
        .atMost(TIMEOUT)
        .until(
            () -> delivery(id).filter(it -> outcome.equals(it.getString("outcome"))),
            Optional::isPresent)
        .get();
  }

  /** Returns the subscriptions about a streamer. */
  List<JsonObject> subscriptions(String streamer) {
    return objects(state().getJsonArray("subscriptions"))
        .filter(it -> streamer.equals(it.getString("streamer")))
        .toList();
  }

  /** Waits until Twitch has confirmed all subscriptions of a watched streamer. */
  void awaitSubscriptions(String streamer, int count) {
    await("subscriptions of " + streamer)
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(subscriptions(streamer))
                    .hasSize(count)
                    .allMatch(it -> "enabled".equals(it.getString("status"))));
  }

  /** Waits until Twitch sends events of a type about a streamer. */
  void awaitSubscription(String streamer, String type) {
    await(type + " of " + streamer)
        .atMost(TIMEOUT)
        .until(
            () ->
                subscriptions(streamer).stream()
                    .anyMatch(
                        it ->
                            type.equals(it.getString("type"))
                                && "enabled".equals(it.getString("status"))));
  }

  /** Waits until Twitch sends events of a type that concerns no streamer. */
  void awaitSubscriptionTo(String type) {
    await("a subscription to " + type)
        .atMost(TIMEOUT)
        .until(
            () ->
                objects(state().getJsonArray("subscriptions"))
                    .anyMatch(
                        it ->
                            type.equals(it.getString("type"))
                                && "enabled".equals(it.getString("status"))));
  }

  List<JsonObject> conduits() {
    return objects(state().getJsonArray("conduits")).toList();
  }

  JsonObject conduit(String id) {
    return conduits().stream()
        .filter(it -> id.equals(it.getString("id")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No conduit " + id));
  }

  List<JsonObject> shards(String conduitId) {
    return objects(conduit(conduitId).getJsonArray("shards")).toList();
  }

  /** Returns the shards of the only conduit. */
  List<JsonObject> shards() {
    assertThat(conduits()).hasSize(1);
    return shards(conduits().get(0).getString("id"));
  }

  void disableShard(String conduitId, int number) {
    var path = "/sandbox/conduits/%s/shards/%d/disable".formatted(conduitId, number);
    var answer = HttpCalls.json("POST", twitch.resolve(path), new JsonObject());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Sends a control request to the WebSub hub, such as {@code publish}; returns the response. */
  JsonObject hubOrder(String method, String what, JsonObject order) {
    var answer = HttpCalls.json(method, twitch.resolve("/sandbox/hub/" + what), order);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
  }

  /** Returns the hub's calls to subscribers about a topic, with the responses, newest first. */
  List<JsonObject> hubExchanges(String mode, String topic) {
    return objects(state().getJsonObject("hub").getJsonArray("exchanges"))
        .filter(it -> mode.equals(it.getString("mode")) && topic.equals(it.getString("topic")))
        .toList();
  }

  /** Returns the topics of the hub's subscriptions. */
  List<String> hubTopics() {
    return objects(state().getJsonObject("hub").getJsonArray("subscriptions"))
        .map(it -> it.getString("topic"))
        .toList();
  }

  /** Returns the callback at which the hub reaches the subscriber of a topic. */
  String hubCallback(String topic) {
    return objects(state().getJsonObject("hub").getJsonArray("subscriptions"))
        .filter(it -> topic.equals(it.getString("topic")))
        .findFirst()
        .orElseThrow()
        .getString("callback");
  }

  /** Returns the id of a streamer at Twitch. */
  String idOf(String login) {
    return objects(state().getJsonArray("streamers"))
        .filter(it -> login.equals(it.getString("login")))
        .findFirst()
        .orElseThrow()
        .getString("id");
  }

  boolean isOccupied(String channel) {
    return objects(state().getJsonObject("pusher").getJsonArray("channels"))
        .anyMatch(it -> channel.equals(it.getString("name")));
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }

  /** An event that Pusher accepted. */
  record Publish(String channel, String name, JsonObject data) {}
}
