package dev.streamviewer.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

/** The sandbox's control by JSON: make things happen, and see what Twitch and Pusher saw. */
final class DemoControl {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final URI twitch;

  private long lastRaider = 900_000_000;

  DemoControl(URI twitch) {
    this.twitch = twitch;
  }

  /**
   * Lets something happen on a channel; answers Twitch's message ids. Whom a test does not name,
   * raids for the first time: the same raider twice would be one raid told twice.
   */
  List<String> happen(String type, String streamer, JsonObject event) {
    var known = "channel.raid".equals(type) && event.isEmpty() ? aRaider() : event;
    return happen(new JsonObject().put("type", type).put("streamer", streamer).put("event", known));
  }

  private JsonObject aRaider() {
    return new JsonObject().put("from_broadcaster_user_id", String.valueOf(++lastRaider));
  }

  /** Sends messages as ordered in detail; answers their ids. */
  List<String> happen(JsonObject order) {
    var answer = Http.json("POST", twitch.resolve("/sandbox/events"), order);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return objects(new JsonObject(answer.body()).getJsonArray("messages"))
        .map(message -> message.getString("id"))
        .toList();
  }

  /** Causes trouble until it is cleared. */
  void trouble(String target, String mode, JsonObject more) {
    var fault = new JsonObject().put("target", target).put("mode", mode).mergeIn(more);
    var answer = Http.json("POST", twitch.resolve("/sandbox/faults"), fault);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  void clearTrouble() {
    Http.json("DELETE", twitch.resolve("/sandbox/faults"), new JsonObject());
  }

  /** Creates an account at Twitch. */
  void addUser(String login) {
    var answer =
        Http.json("POST", twitch.resolve("/sandbox/users"), new JsonObject().put("login", login));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  /** Closes all sockets of pages. */
  void disconnectPages(int code) {
    var body = new JsonObject().put("code", code);
    Http.json("POST", twitch.resolve("/sandbox/pusher/disconnect"), body);
  }

  /** Trouble for EventSub's WebSockets, such as {@code close}. */
  void socketOrder(String what, JsonObject body) {
    var answer = Http.json("POST", twitch.resolve("/sandbox/websockets/" + what), body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Sessions at EventSub's WebSocket server that are open. */
  List<JsonObject> sockets() {
    return objects(state().getJsonArray("websockets")).toList();
  }

  /** Somebody who uses Twitch with another program. */
  BusyReader busyReader(String login, String userId) {
    return new BusyReader(twitch, login, userId);
  }

  /** A user takes all consent back, at Twitch. */
  void withdraw(String user) {
    Http.json(
        "POST", twitch.resolve("/sandbox/users/%s/disconnect".formatted(user)), new JsonObject());
  }

  void expireTokens() {
    Http.json("POST", twitch.resolve("/sandbox/tokens/expire"), new JsonObject());
  }

  JsonObject state() {
    return new JsonObject(Http.get(twitch.resolve("/sandbox/state?limit=9999")).body());
  }

  /** All events that Pusher accepted, the oldest first. */
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

  /** The event with a message id, once Pusher has it. */
  Publish awaitPublished(String id) {
    return await("event " + id + " at Pusher")
        .atMost(SOON)
        .until(() -> published(id), Optional::isPresent)
        .get();
  }

  Optional<Publish> published(String id) {
    return publishes().stream().filter(it -> id.equals(it.data().getString("id"))).findFirst();
  }

  long timesPublished(String id) {
    return publishes().stream().filter(it -> id.equals(it.data().getString("id"))).count();
  }

  /** What SNS took of an event; more than one if it came twice. */
  List<JsonObject> atSns(String id) {
    return objects(state().getJsonObject("sns").getJsonArray("messages"))
        .filter(it -> id.equals(new JsonObject(it.getString("message")).getString("id")))
        .toList();
  }

  /** What became of a message at Twitch. */
  Optional<JsonObject> delivery(String id) {
    return objects(state().getJsonArray("deliveries"))
        .filter(it -> id.equals(it.getString("messageId")))
        .findFirst();
  }

  /** The first answer that Twitch got to a message. */
  int awaitAnswer(String id) {
    return await("an answer to " + id)
        .atMost(SOON)
        .until(() -> delivery(id).filter(it -> it.getInteger("attempts") > 0), Optional::isPresent)
        .get()
        .getInteger("status");
  }

  JsonObject awaitDelivery(String id, String outcome) {
    return await("delivery of " + id + " to be " + outcome)
        .atMost(SOON)
        .until(
            () -> delivery(id).filter(it -> outcome.equals(it.getString("outcome"))),
            Optional::isPresent)
        .get();
  }

  /** The subscriptions about a streamer. */
  List<JsonObject> subscriptions(String streamer) {
    return objects(state().getJsonArray("subscriptions"))
        .filter(it -> streamer.equals(it.getString("streamer")))
        .toList();
  }

  /** Waits until all that a watched streamer needs is confirmed at Twitch. */
  void awaitSubscriptions(String streamer, int count) {
    await("subscriptions of " + streamer)
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(subscriptions(streamer))
                    .hasSize(count)
                    .allMatch(it -> "enabled".equals(it.getString("status"))));
  }

  /** Waits until Twitch sends events of a type about a streamer. */
  void awaitSubscription(String streamer, String type) {
    await(type + " of " + streamer)
        .atMost(SOON)
        .until(
            () ->
                subscriptions(streamer).stream()
                    .anyMatch(
                        it ->
                            type.equals(it.getString("type"))
                                && "enabled".equals(it.getString("status"))));
  }

  /** Waits until Twitch sends events of a type that is about no streamer. */
  void awaitSubscriptionTo(String type) {
    await("a subscription to " + type)
        .atMost(SOON)
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

  /** The shards of the one conduit that there is. */
  List<JsonObject> shards() {
    assertThat(conduits()).hasSize(1);
    return shards(conduits().get(0).getString("id"));
  }

  void disableShard(String conduitId, int number) {
    var path = "/sandbox/conduits/%s/shards/%d/disable".formatted(conduitId, number);
    var answer = Http.json("POST", twitch.resolve(path), new JsonObject());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** An order to the WebSub hub, such as {@code publish}; answers what it says. */
  JsonObject hubOrder(String method, String what, JsonObject order) {
    var answer = Http.json(method, twitch.resolve("/sandbox/hub/" + what), order);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
  }

  /** What the hub said to subscribers about a topic and was answered, the newest first. */
  List<JsonObject> hubExchanges(String mode, String topic) {
    return objects(state().getJsonObject("hub").getJsonArray("exchanges"))
        .filter(it -> mode.equals(it.getString("mode")) && topic.equals(it.getString("topic")))
        .toList();
  }

  /** The topics that the hub sends. */
  List<String> hubTopics() {
    return objects(state().getJsonObject("hub").getJsonArray("subscriptions"))
        .map(it -> it.getString("topic"))
        .toList();
  }

  /** The callback at which the hub reaches the subscriber of a topic. */
  String hubCallback(String topic) {
    return objects(state().getJsonObject("hub").getJsonArray("subscriptions"))
        .filter(it -> topic.equals(it.getString("topic")))
        .findFirst()
        .orElseThrow()
        .getString("callback");
  }

  /** The id of a streamer at Twitch. */
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

  /** An event as Pusher accepted it. */
  record Publish(String channel, String name, JsonObject data) {}
}
