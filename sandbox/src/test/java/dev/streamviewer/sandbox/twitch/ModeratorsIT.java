package dev.streamviewer.sandbox.twitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.CallbackReceiver;
import dev.streamviewer.sandbox.SandboxResponse;
import dev.streamviewer.sandbox.SubscriptionRequester;
import dev.streamviewer.sandbox.TestSandbox;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moderators other than the broadcaster: their roles, what these permit, and their end. */
class ModeratorsIT {
  private static final String TFUE = "60978448";
  private static final String JUNIPER = "81400352";
  private static final String PAUL = "81400397";
  private static final String SCOPES = "user:read:moderated_channels moderator:read:warnings";

  private final TestSandbox sandbox = TestSandbox.start();
  private final CallbackReceiver receiver = new CallbackReceiver(sandbox.vertx());
  private final SubscriptionRequester subscriber = new SubscriptionRequester(sandbox, receiver);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void listsTheModeratedChannelsInPages() {
    var token = signIn("juniper_k", SCOPES);

    var first = channels(token, "user_id=%s&first=1".formatted(JUNIPER)).json();
    var cursor = first.getJsonObject("pagination").getString("cursor");
    var second = channels(token, "user_id=%s&first=1&after=%s".formatted(JUNIPER, cursor)).json();

    assertThat(first.getJsonArray("data"))
        .containsExactly(
            new JsonObject()
                .put("broadcaster_id", TFUE)
                .put("broadcaster_login", "tfue")
                .put("broadcaster_name", "Tfue"));
    assertThat(second.getJsonArray("data").getJsonObject(0).getString("broadcaster_login"))
        .isEqualTo("saltwaterkeys");
    assertThat(second.getJsonObject("pagination").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "user:read:chat, user_id=81400352, 401, Missing scope",
    "user:read:moderated_channels, user_id=60978448, 401, must match",
    "user:read:moderated_channels, first=5, 400, user_id"
  })
  void refusesAListWithoutPermission(String scope, String query, int status, String message) {
    assertRefused(channels(signIn("juniper_k", scope), query), status, message);
  }

  @Test
  void refusesTheListToAnAppToken() {
    assertRefused(channels(sandbox.appToken(), "user_id=" + JUNIPER), 401, "user access token");
  }

  @Test
  void permitsSubscriptionsByTheRole() {
    signIn("juniper_k", SCOPES);
    signIn("pixelpaul", SCOPES);

    assertThat(subscribe(JUNIPER).status()).isEqualTo(202);
    assertRefused(subscribe(PAUL), 403, "proper authorization");
    role("PUT", "pixelpaul");
    assertThat(subscribe(PAUL).status()).isEqualTo(202);
    assertThat(subscriptions()).hasSize(2).allMatch(it -> it.getInteger("cost") == 0);
  }

  @Test
  void revokesTheSubscriptionsOfARemovedModeratorOnly() {
    signIn("juniper_k", SCOPES);
    signIn("pixelpaul", SCOPES);
    role("PUT", "pixelpaul");
    subscribe(JUNIPER);
    subscribe(PAUL);

    role("DELETE", "juniper_k");

    assertThat(statusOf(JUNIPER)).isEqualTo("moderator_removed");
    assertThat(statusOf(PAUL)).doesNotContain("removed");
    assertRefused(subscribe(JUNIPER), 403, "proper authorization");
    assertThat(channels(signIn("juniper_k", SCOPES), "user_id=" + JUNIPER).json().encode())
        .doesNotContain("tfue");
  }

  @Test
  void keepsTheSubscriptionsOfAModeratorWhenTheBroadcasterWithdraws() {
    signIn("tfue", SCOPES);
    signIn("juniper_k", SCOPES);
    subscribe(TFUE);
    subscribe(JUNIPER);

    sandbox.post("/sandbox/users/tfue/disconnect", new JsonObject());

    assertThat(statusOf(TFUE)).isEqualTo("authorization_revoked");
    assertThat(statusOf(JUNIPER)).doesNotContain("revoked");
  }

  private String signIn(String login, String scopes) {
    return sandbox.signIn(login, scopes).getString("access_token");
  }

  private SandboxResponse channels(String token, String query) {
    return sandbox.get("/helix/moderation/channels?" + query, sandbox.helix(token));
  }

  private SandboxResponse subscribe(String moderator) {
    return subscriber.subscribe(
        "channel.warning.send",
        "1",
        new JsonObject().put("broadcaster_user_id", TFUE).put("moderator_user_id", moderator));
  }

  private void role(String method, String moderator) {
    var path = "/sandbox/users/tfue/moderators/" + moderator;
    var answer =
        sandbox.send(
            method,
            sandbox.sandbox().twitchUrl() + path,
            BodyPublishers.ofString("{}"),
            "Content-Type",
            "application/json");
    assertThat(answer.status()).isEqualTo(200);
  }

  private List<JsonObject> subscriptions() {
    return sandbox.state().getJsonArray("subscriptions").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private String statusOf(String moderator) {
    return subscriptions().stream()
        .filter(
            it -> moderator.equals(it.getJsonObject("condition").getString("moderator_user_id")))
        .findFirst()
        .orElseThrow()
        .getString("status");
  }

  private static void assertRefused(SandboxResponse answer, int status, String message) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().getString("message")).contains(message);
  }
}
