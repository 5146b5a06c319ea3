package dev.streamviewer.webhook;

import dev.streamviewer.sandbox.twitch.delivery.ChallengeTiming;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** The subscriptions at Twitch, and the conditions under which Twitch creates more. */
public final class TwitchSubscriptions {
  private static final String PATH = "/eventsub/subscriptions";

  private final TestTwitch twitch;

  TwitchSubscriptions(TestTwitch twitch) {
    this.twitch = twitch;
  }

  /** Returns all subscriptions, oldest first, as Helix lists them and with their secret. */
  public List<JsonObject> all() {
    return TestTwitch.objects(twitch.control.state(), "subscriptions").toList();
  }

  /** Returns the types that are enabled for a streamer, at any callback. */
  public List<String> enabled(String login) {
    return twitch.control.subscriptions(login).stream()
        .filter(it -> "enabled".equals(it.getString("status")))
        .map(it -> it.getString("type"))
        .sorted()
        .toList();
  }

  /** Adds a subscription about a broadcaster, as a process of any deployment does. */
  public void add(String type, String login, String callbackUrl) {
    var transport =
        new JsonObject()
            .put("method", "webhook")
            .put("callback", callbackUrl)
            .put("secret", TestProcess.SECRET.value());
    twitch.call(
        "POST",
        PATH,
        new JsonObject()
            .put("type", type)
            .put("version", "channel.update".equals(type) ? "2" : "1")
            .put("condition", new JsonObject().put("broadcaster_user_id", twitch.id(login)))
            .put("transport", transport));
  }

  /** Ends the subscriptions of a type with a status; the callback ignores the message. */
  public void end(String login, String type, String status) {
    twitch.control.happen(
        new JsonObject()
            .put("type", "revocation")
            .put("streamer", login)
            .put("subscriptionType", type)
            .put("reason", status));
  }

  /** Number of calls since the last reset that created a subscription, or tried to. */
  public int creations() {
    return twitch.calls("POST", PATH);
  }

  /** Number of calls since the last reset that looked up accounts. */
  public int lookups() {
    return twitch.calls("GET", "/users");
  }

  /** Forgets the calls so far, and clears all faults. */
  public void reset() {
    twitch.order("POST", "reset", new JsonObject());
  }

  public void limitCost(int totalCost) {
    twitch.order("PUT", "subscriptions/limits", new JsonObject().put("totalCost", totalCost));
  }

  /** Allows a type only once per streamer, whatever the address. */
  public void allowOnePerCondition() {
    twitch.order("PUT", "subscriptions/limits", new JsonObject().put("oncePerCondition", true));
  }

  /**
   * Refuses to create subscriptions until the faults are cleared.
   *
   * @param after the number of calls before the first refusal
   */
  public void refuse(int after) {
    twitch.control.addFault(
        "helix",
        "status",
        new JsonObject()
            .put("method", "POST")
            .put("path", PATH)
            .put("status", 400)
            .put("after", after));
  }

  /** Sets the time of later challenges. */
  public void challenge(ChallengeTiming timing) {
    var name = timing.name().toLowerCase(Locale.ROOT);
    twitch.order("PUT", "subscriptions/challenges", new JsonObject().put("timing", name));
  }
}
