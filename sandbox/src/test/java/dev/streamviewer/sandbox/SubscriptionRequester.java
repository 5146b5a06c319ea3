package dev.streamviewer.sandbox;

import dev.streamviewer.sandbox.twitch.eventsub.EventType;
import dev.streamviewer.sandbox.twitch.eventsub.EventType.Shape;
import dev.streamviewer.sandbox.twitch.eventsub.EventTypes;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.stream.Collectors;

/** Subscribes to events of a streamer who granted every scope. */
public final class SubscriptionRequester {
  public static final String PATH = "/helix/eventsub/subscriptions";
  private static final Set<Shape> OF_STREAMERS =
      Set.of(Shape.B, Shape.BR, Shape.BM, Shape.BU, Shape.RAID);

  private final TestSandbox sandbox;
  private final CallbackReceiver receiver;
  private final String token;

  public SubscriptionRequester(TestSandbox sandbox, CallbackReceiver receiver) {
    this.sandbox = sandbox;
    this.receiver = receiver;
    this.token = sandbox.appToken();
  }

  /** Returns the names of all types about a streamer. */
  public static Set<String> typesOfStreamers() {
    return EventTypes.names().stream()
        .filter(name -> OF_STREAMERS.contains(type(name).shape()))
        .collect(Collectors.toSet());
  }

  public static EventType type(String name) {
    return EventTypes.find(name).orElseThrow();
  }

  /** Grants a scope of each group of a type. */
  public void grant(String login, String type) {
    var scopes =
        type(type).scopes().stream()
            .map(group -> group.stream().sorted().reduce((first, last) -> last).orElseThrow())
            .collect(Collectors.joining(" "));
    sandbox.signIn(login, scopes);
  }

  /** Grants every scope. */
  public void grantAll(String login) {
    sandbox.signIn(
        login,
        EventTypes.names().stream()
            .flatMap(name -> type(name).scopes().stream())
            .flatMap(Set::stream)
            .distinct()
            .collect(Collectors.joining(" ")));
  }

  public static JsonObject condition(String type, String streamerId) {
    var condition = new JsonObject();
    switch (type(type).shape()) {
      case BM -> condition.put("moderator_user_id", streamerId);
      case BU -> condition.put("user_id", streamerId);
      default -> {}
    }
    return type(type).shape() == Shape.RAID
        ? condition.put("to_broadcaster_user_id", streamerId)
        : condition.put("broadcaster_user_id", streamerId);
  }

  public SandboxResponse subscribe(String type, String streamerId) {
    return subscribe(type, type(type).version(), condition(type, streamerId));
  }

  public SandboxResponse subscribe(String type, String version, JsonObject condition) {
    var transport =
        new JsonObject()
            .put("method", "webhook")
            .put("callback", receiver.url())
            .put("secret", "a-secret-of-the-test");
    return sandbox.post(
        PATH,
        new JsonObject()
            .put("type", type)
            .put("version", version)
            .put("condition", condition)
            .put("transport", transport),
        sandbox.helix(token));
  }
}
