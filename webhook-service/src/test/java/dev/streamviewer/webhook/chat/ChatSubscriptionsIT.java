package dev.streamviewer.webhook.chat;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.ChatToken;
import dev.streamviewer.platform.contract.auth.GetChatToken;
import dev.streamviewer.webhook.TestTwitch;
import dev.streamviewer.webhook.chat.SubscribeResult.Result;
import dev.streamviewer.webhook.eventsub.TypeVersions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The result of each of Twitch's answers. */
@ExtendWith(VertxExtension.class)
class ChatSubscriptionsIT {
  private static final String SCOPE = "user:read:chat";

  private final List<GetChatToken> tokenRequests = new CopyOnWriteArrayList<>();
  private TestTwitch twitch;
  private ChatToken token;
  private Future<ChatToken> renewed = Future.failedFuture("No token is expected to be renewed");
  private ChatSubscriptions subscriptions;

  @BeforeEach
  void start(Vertx vertx) {
    twitch = TestTwitch.start(vertx, Clock.systemUTC());
    token = signIn();
    subscriptions = new ChatSubscriptions(vertx, twitch.helix(), TypeVersions.RELEASED);
  }

  @Test
  void subscribesWithTheTokenOfItsOwner(Vertx vertx) throws Exception {
    var session = openSession(vertx);

    var result = create(session);

    assertThat(twitch.subscriptions.all())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(result).isEqualTo(new SubscribeResult(Result.DONE, it.getString("id")));
              assertThat(it.getString("type")).isEqualTo("channel.chat.notification");
              assertThat(it.getString("version")).isEqualTo("1");
              assertThat(it.getJsonObject("condition"))
                  .isEqualTo(
                      new JsonObject()
                          .put("broadcaster_user_id", twitch.id("tfue"))
                          .put("user_id", token.viewerId().value()));
              assertThat(it.getJsonObject("transport").getString("session_id")).isEqualTo(session);
            });
    assertThat(calls()).containsExactly("POST " + credentials(token));
  }

  @Test
  void renewsARejectedToken(Vertx vertx) throws Exception {
    twitch.control.expireTokens();
    var next = signIn();
    renewed = Future.succeededFuture(next);

    assertThat(create(openSession(vertx)).result()).isEqualTo(Result.DONE);
    assertThat(calls()).containsExactly("POST " + credentials(token), "POST " + credentials(next));
    assertThat(tokenRequests).last().isEqualTo(new GetChatToken(new Secret("s"), token.token()));
  }

  @Test
  void reportsRevokedConsentIfNoTokenIsLeft() throws Exception {
    twitch.control.expireTokens();
    renewed = Future.failedFuture(new BusFailure(Reason.UNAUTHENTICATED, "Signed out."));

    assertThat(create("session").result()).isEqualTo(Result.CONSENT_REVOKED);
  }

  @Test
  void reportsAnUnclearResultIfTheTokenCannotBeRenewed() throws Exception {
    twitch.control.expireTokens();
    renewed = Future.failedFuture(new BusFailure(Reason.UPSTREAM, "Twitch is down."));

    assertThat(create("session").result()).isEqualTo(Result.UNCLEAR);
  }

  @Test
  void replacesTheSubscriptionOfADeadProcess(Vertx vertx) throws Exception {
    twitch.subscriptions.allowOnePerCondition();
    var old = create(openSession(vertx)).id();
    twitch.subscriptions.reset();

    var result = create(openSession(vertx));

    assertThat(twitch.subscriptions.all())
        .extracting(it -> new SubscribeResult(Result.DONE, it.getString("id")))
        .containsExactly(result);
    assertThat(calls()).element(1).isEqualTo("DELETE?id=" + old + " " + credentials(token));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "400 {\"message\":\"session does not exist\"} | SESSION_GONE",
        "400 {\"message\":\"user does not exist\"} | FORBIDDEN",
        "403 {\"message\":\"subscription missing proper authorization\"} | FORBIDDEN",
        "409 {\"message\":\"subscription already exists\"} | FORBIDDEN",
        "410 {} | FORBIDDEN",
        "429 {\"message\":\"limit exceeded\"} | LIMIT",
        "503 <html> | UNCLEAR"
      })
  void tellsRefusalsApart(String answer, Result result) throws Exception {
    var parts = answer.split(" ", 2);
    twitch.control.addFault(
        "helix",
        "status",
        new JsonObject().put("status", Integer.valueOf(parts[0])).put("text", parts[1]));

    assertThat(create("session")).isEqualTo(SubscribeResult.without(result));
  }

  private ChatToken signIn() {
    return twitch.signIn("viewer", SCOPE);
  }

  private SubscribeResult create(String sessionId) throws Exception {
    var tokenSource =
        new ChatTokenSource(
            new Secret("s"),
            question -> {
              tokenRequests.add(question);
              return question.rejected() == null ? Future.succeededFuture(token) : renewed;
            });
    return subscriptions.create(tokenSource, sessionId, twitch.id("tfue")).await(60, SECONDS);
  }

  /** Opens a session at EventSub that ends with Vert.x; returns its id. */
  private String openSession(Vertx vertx) throws Exception {
    var socket = vertx.createWebSocketClient().webSocket();
    var welcome = Promise.<String>promise();
    socket.textMessageHandler(welcome::tryComplete);
    var options = new WebSocketConnectOptions().setAbsoluteURI(twitch.webSocket().toString());
    vertx.runOnContext(go -> socket.connect(options).onFailure(welcome::tryFail));
    return new JsonObject(welcome.future().await(60, SECONDS))
        .getJsonObject("payload")
        .getJsonObject("session")
        .getString("id");
  }

  /** Returns the calls of Helix, oldest first. */
  private List<String> calls() {
    return twitch.control.requests("helix").stream().map(ChatSubscriptionsIT::call).toList();
  }

  private static String call(JsonObject request) {
    var query = request.getString("query");
    return request.getString("method")
        + (query.isEmpty() ? "" : "?" + query)
        + " "
        + request.getString("authorization")
        + " "
        + request.getString("clientId");
  }

  private static String credentials(ChatToken token) {
    return "Bearer " + token.token().value() + " " + token.clientId();
  }
}
