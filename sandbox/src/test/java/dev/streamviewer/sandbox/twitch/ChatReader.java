package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.SandboxResponse;
import dev.streamviewer.sandbox.TestSandbox;
import io.vertx.core.json.JsonObject;

/** A user who has granted {@code user:read:chat} and subscribes with the resulting token. */
public final class ChatReader {
  public static final String TYPE = "channel.chat.notification";

  private static final String PATH = "/helix/eventsub/subscriptions";

  private final TestSandbox sandbox;
  private final String token;
  private final String id;

  public ChatReader(TestSandbox sandbox, String login) {
    this(sandbox, login, "user:read:chat");
  }

  ChatReader(TestSandbox sandbox, String login, String scope) {
    this.sandbox = sandbox;
    this.token = sandbox.signIn(login, scope).getString("access_token");
    this.id =
        sandbox
            .get("/helix/users", sandbox.helix(token))
            .json()
            .getJsonArray("data")
            .getJsonObject(0)
            .getString("id");
  }

  String id() {
    return id;
  }

  public SandboxResponse readChat(String sessionId, String broadcasterId) {
    var condition = new JsonObject().put("broadcaster_user_id", broadcasterId).put("user_id", id);
    return subscribe(TYPE, condition, sessionId);
  }

  SandboxResponse subscribe(String type, JsonObject condition, String sessionId) {
    var transport = new JsonObject().put("method", "websocket").put("session_id", sessionId);
    return subscribe(type, condition, transport);
  }

  SandboxResponse subscribe(String type, JsonObject condition, JsonObject transport) {
    var body =
        new JsonObject()
            .put("type", type)
            .put("version", "1")
            .put("condition", condition)
            .put("transport", transport);
    return sandbox.post(PATH, body, sandbox.helix(token));
  }

  public SandboxResponse list() {
    return sandbox.get(PATH, sandbox.helix(token));
  }

  SandboxResponse delete(String subscriptionId) {
    return sandbox.delete(PATH + "?id=" + subscriptionId, sandbox.helix(token));
  }

  public static JsonObject first(SandboxResponse answer) {
    return answer.json().getJsonArray("data").getJsonObject(0);
  }
}
