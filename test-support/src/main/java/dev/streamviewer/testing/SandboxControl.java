package dev.streamviewer.testing;

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

/**
 * Client of the sandbox's JSON control endpoints: causes events, and reads the records of Twitch
 * and Pusher.
 */
public final class SandboxControl {
  private static final int CONFLICT = 409;

  private final URI twitch;

  private long lastRaider = 900_000_000;

  public SandboxControl(URI twitch) {
    this.twitch = twitch;
  }

  /**
   * Causes an event on a channel; returns Twitch's message ids. The default raider is new each
   * time, because a second raid by the same raider would count as the same raid.
   */
  public List<String> happen(String type, String streamer, JsonObject event) {
    var details =
        "channel.raid".equals(type) && !namesChannel(event) ? newRaider().mergeIn(event) : event;
    return happen(
        new JsonObject().put("type", type).put("streamer", streamer).put("event", details));
  }

  private static boolean namesChannel(JsonObject raid) {
    return raid.fieldNames().stream().anyMatch(name -> name.contains("broadcaster"));
  }

  private JsonObject newRaider() {
    return new JsonObject().put("from_broadcaster_user_id", String.valueOf(++lastRaider));
  }

  /**
   * Sends messages that are specified in detail; returns their ids. Waits for a subscription, since
   * that of a channel that was just opened may still be under way.
   */
  public List<String> happen(JsonObject order) {
    var answer =
        await("a subscription for " + order.encode())
            .pollInSameThread()
            .pollDelay(Duration.ZERO)
            .until(
                () -> HttpCalls.json("POST", twitch.resolve("/sandbox/events"), order),
                it -> it.statusCode() != CONFLICT);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return objects(new JsonObject(answer.body()).getJsonArray("messages"))
        .map(message -> message.getString("id"))
        .toList();
  }

  /** Causes a fault until the fault is cleared. */
  public void addFault(String target, String mode, JsonObject more) {
    var fault = new JsonObject().put("target", target).put("mode", mode).mergeIn(more);
    var answer = HttpCalls.json("POST", twitch.resolve("/sandbox/faults"), fault);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  public void clearFaults() {
    HttpCalls.json("DELETE", twitch.resolve("/sandbox/faults"), new JsonObject());
  }

  /** Creates an account at Twitch. */
  public void addUser(String login) {
    addUser(new JsonObject().put("login", login));
  }

  /**
   * Creates an account at Twitch.
   *
   * @param user the login, and optionally the name and the id
   */
  public void addUser(JsonObject user) {
    var answer = HttpCalls.json("POST", twitch.resolve("/sandbox/users"), user);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  /** Replaces the channels that an account follows. */
  public void follow(String login, String... channels) {
    var body = new JsonObject().put("channels", new JsonArray(List.of(channels)));
    var answer =
        HttpCalls.json("PUT", twitch.resolve("/sandbox/users/%s/follows".formatted(login)), body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Closes all sockets of pages. */
  public void disconnectPages(int code) {
    var body = new JsonObject().put("code", code);
    HttpCalls.json("POST", twitch.resolve("/sandbox/pusher/disconnect"), body);
  }

  /** Causes a fault of EventSub's WebSockets, such as {@code close}. */
  public void socketOrder(String what, JsonObject body) {
    var answer = HttpCalls.json("POST", twitch.resolve("/sandbox/websockets/" + what), body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Returns the open sessions of EventSub's WebSocket server. */
  public List<JsonObject> sockets() {
    return objects(state().getJsonArray("websockets")).toList();
  }

  /** Withdraws all consent of a user at Twitch. */
  public void withdraw(String user) {
    HttpCalls.json(
        "POST", twitch.resolve("/sandbox/users/%s/disconnect".formatted(user)), new JsonObject());
  }

  /** Appoints a moderator of a channel at Twitch. */
  public void appoint(String streamer, String moderator) {
    changeModerator("PUT", streamer, moderator);
  }

  /** Ends the role of a moderator at Twitch. */
  public void removeModerator(String streamer, String moderator) {
    changeModerator("DELETE", streamer, moderator);
  }

  private void changeModerator(String method, String streamer, String moderator) {
    var path = "/sandbox/users/%s/moderators/%s".formatted(streamer, moderator);
    var answer = HttpCalls.json(method, twitch.resolve(path), new JsonObject());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Deletes an account at Twitch. */
  public void removeUser(String login) {
    var answer =
        HttpCalls.json("DELETE", twitch.resolve("/sandbox/users/" + login), new JsonObject());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  public void expireTokens() {
    HttpCalls.json("POST", twitch.resolve("/sandbox/tokens/expire"), new JsonObject());
  }

  public JsonObject state() {
    return new JsonObject(HttpCalls.get(twitch.resolve("/sandbox/state?limit=9999")).body());
  }

  /**
   * Returns the latest requests that an API received, oldest first.
   *
   * @param target {@code oauth}, {@code helix} or {@code sns}
   */
  public List<JsonObject> requests(String target) {
    var all = new JsonObject(HttpCalls.get(twitch.resolve("/sandbox/requests")).body());
    var oldestFirst = objects(all.getJsonArray(target)).collect(Collectors.toList());
    Collections.reverse(oldestFirst);
    return oldestFirst;
  }

  /** Returns all events that Pusher accepted, oldest first. */
  public List<Publish> publishes() {
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
  public Publish awaitPublished(String id) {
    return await("event " + id + " at Pusher")
        .until(() -> published(id), Optional::isPresent)
        .get();
  }

  public Optional<Publish> published(String id) {
    return publishes().stream().filter(it -> id.equals(it.data().getString("id"))).findFirst();
  }

  public long timesPublished(String id) {
    return publishes().stream().filter(it -> id.equals(it.data().getString("id"))).count();
  }

  /** Returns the copies of an event that SNS accepted; more than one after a duplicate. */
  public List<JsonObject> snsMessages(String id) {
    return objects(state().getJsonObject("sns").getJsonArray("messages"))
        .filter(it -> id.equals(new JsonObject(it.getString("message")).getString("id")))
        .toList();
  }

  /** Returns Twitch's delivery record of a message. */
  public Optional<JsonObject> delivery(String id) {
    return objects(state().getJsonArray("deliveries"))
        .filter(it -> id.equals(it.getString("messageId")))
        .findFirst();
  }

  /** Waits for the first response to a message; returns the status. */
  public int awaitAnswer(String id) {
    return awaitAnswers(List.of(id)).get(0);
  }

  /** Waits for the first response to each of several messages; returns the statuses. */
  public List<Integer> awaitAnswers(List<String> ids) {
    return await("answers to " + ids)
        .until(
            () ->
                objects(state().getJsonArray("deliveries"))
                    .filter(it -> ids.contains(it.getString("messageId")))
                    .filter(it -> it.getInteger("attempts") > 0)
                    .map(it -> it.getInteger("status"))
                    .toList(),
            answers -> answers.size() == ids.size());
  }

  public JsonObject awaitDelivery(String id, String outcome) {
    return await("delivery of " + id + " to be " + outcome)
        .until(
            () -> delivery(id).filter(it -> outcome.equals(it.getString("outcome"))),
            Optional::isPresent)
        .get();
  }

  /** Waits for the delivery of a message; returns whether one attempt was enough. */
  public boolean isDeliveredAtOnce(String id) {
    return awaitDelivery(id, "delivered").getInteger("attempts") == 1;
  }

  /** Returns the subscriptions about a streamer. */
  public List<JsonObject> subscriptions(String streamer) {
    return objects(state().getJsonArray("subscriptions"))
        .filter(it -> streamer.equals(it.getString("streamer")))
        .toList();
  }

  /** Waits until Twitch has confirmed all subscriptions of a watched streamer. */
  public void awaitSubscriptions(String streamer, int count) {
    await("subscriptions of " + streamer)
        .untilAsserted(
            () ->
                assertThat(subscriptions(streamer))
                    .hasSize(count)
                    .allMatch(it -> "enabled".equals(it.getString("status"))));
  }

  /** Waits until Twitch has confirmed a number of subscriptions of a watched streamer, or more. */
  public void awaitSubscriptionsAtLeast(String streamer, int count) {
    await("subscriptions of " + streamer)
        .until(
            () ->
                subscriptions(streamer).stream()
                        .filter(it -> "enabled".equals(it.getString("status")))
                        .count()
                    >= count);
  }

  /** Waits until Twitch sends events of a type about a streamer. */
  public void awaitSubscription(String streamer, String type) {
    await(type + " of " + streamer)
        .until(
            () ->
                subscriptions(streamer).stream()
                    .anyMatch(
                        it ->
                            type.equals(it.getString("type"))
                                && "enabled".equals(it.getString("status"))));
  }

  /** Waits until Twitch sends events of a type that concerns no streamer. */
  public void awaitSubscriptionTo(String type) {
    await("a subscription to " + type)
        .until(
            () ->
                objects(state().getJsonArray("subscriptions"))
                    .anyMatch(
                        it ->
                            type.equals(it.getString("type"))
                                && "enabled".equals(it.getString("status"))));
  }

  public List<JsonObject> conduits() {
    return objects(state().getJsonArray("conduits")).toList();
  }

  public JsonObject conduit(String id) {
    return conduits().stream()
        .filter(it -> id.equals(it.getString("id")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No conduit " + id));
  }

  public List<JsonObject> shards(String conduitId) {
    return objects(conduit(conduitId).getJsonArray("shards")).toList();
  }

  /** Returns the shards of the only conduit. */
  public List<JsonObject> shards() {
    assertThat(conduits()).hasSize(1);
    return shards(conduits().get(0).getString("id"));
  }

  public void disableShard(String conduitId, int number) {
    var path = "/sandbox/conduits/%s/shards/%d/disable".formatted(conduitId, number);
    var answer = HttpCalls.json("POST", twitch.resolve(path), new JsonObject());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Returns the control of the WebSub hub. */
  public SandboxHub hub() {
    return new SandboxHub(twitch, this);
  }

  /** Returns the id of a streamer at Twitch. */
  public String idOf(String login) {
    return objects(state().getJsonArray("streamers"))
        .filter(it -> login.equals(it.getString("login")))
        .findFirst()
        .orElseThrow()
        .getString("id");
  }

  public boolean isOccupied(String channel) {
    return objects(state().getJsonObject("pusher").getJsonArray("channels"))
        .anyMatch(it -> channel.equals(it.getString("name")));
  }

  static Stream<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast);
  }

  /** An event that Pusher accepted. */
  public record Publish(String channel, String name, JsonObject data) {}
}
