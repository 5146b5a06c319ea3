package dev.streamviewer.webhook.chat;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.ChatToken;
import dev.streamviewer.platform.contract.auth.GetChatToken;
import dev.streamviewer.webhook.chat.SubscribeResult.Result;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The result of each of Twitch's answers. */
@ExtendWith(VertxExtension.class)
class ChatSubscriptionsIT {
  private static final String CREATED = "202 {\"data\":[{\"id\":\"new\"}]}";

  private final Queue<String> answers = new ArrayDeque<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<GetChatToken> tokenRequests = new CopyOnWriteArrayList<>();
  private Future<ChatToken> renewed = token("t2");
  private ChatSubscriptions subscriptions;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    var server = vertx.createHttpServer().requestHandler(this::answer).listen(0).await(10, SECONDS);
    subscriptions =
        new ChatSubscriptions(vertx, URI.create("http://localhost:" + server.actualPort()));
  }

  @Test
  void subscribesWithTheTokenOfItsOwner() throws Exception {
    answers.add(CREATED);

    assertThat(create()).isEqualTo(new SubscribeResult(Result.DONE, "new"));
    assertThat(calls).containsExactly("POST Bearer t1 client");
  }

  @Test
  void renewsARejectedToken() throws Exception {
    answers.addAll(List.of("401 {}", CREATED));

    assertThat(create().result()).isEqualTo(Result.DONE);
    assertThat(calls).containsExactly("POST Bearer t1 client", "POST Bearer t2 client");
    assertThat(tokenRequests).last().isEqualTo(new GetChatToken(new Secret("s"), new Secret("t1")));
  }

  @Test
  void reportsRevokedConsentIfNoTokenIsLeft() throws Exception {
    answers.add("401 {}");
    renewed = Future.failedFuture(new BusFailure(Reason.UNAUTHENTICATED, "Signed out."));

    assertThat(create().result()).isEqualTo(Result.CONSENT_REVOKED);
  }

  @Test
  void reportsAnUnclearResultIfTheTokenCannotBeRenewed() throws Exception {
    answers.add("401 {}");
    renewed = Future.failedFuture(new BusFailure(Reason.UPSTREAM, "Twitch is down."));

    assertThat(create().result()).isEqualTo(Result.UNCLEAR);
  }

  @Test
  void replacesTheSubscriptionOfADeadProcess() throws Exception {
    answers.addAll(List.of("409 {\"id\":\"old\"}", "204 {}", CREATED));

    assertThat(create()).isEqualTo(new SubscribeResult(Result.DONE, "new"));
    assertThat(calls).element(1).isEqualTo("DELETE?id=old Bearer t1 client");
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
    answers.add(answer);

    assertThat(create()).isEqualTo(SubscribeResult.without(result));
  }

  private SubscribeResult create() throws Exception {
    var tokenSource =
        new ChatTokenSource(
            new Secret("s"),
            question -> {
              tokenRequests.add(question);
              return question.rejected() == null ? token("t1") : renewed;
            });
    return subscriptions.create(tokenSource, "session", "1").await(10, SECONDS);
  }

  private void answer(HttpServerRequest request) {
    var query = request.query() == null ? "" : "?" + request.query();
    calls.add(
        request.method()
            + query
            + " "
            + request.getHeader("Authorization")
            + " "
            + request.getHeader("Client-Id"));
    var answer = answers.remove().split(" ", 2);
    request
        .body()
        .onSuccess(
            body -> {
              assertThat(body.length() == 0 || body.toJsonObject().equals(subscription())).isTrue();
              request.response().setStatusCode(Integer.parseInt(answer[0])).end(answer[1]);
            });
  }

  private static JsonObject subscription() {
    return new JsonObject(
        """
        {"type":"channel.chat.notification","version":"1",
         "condition":{"broadcaster_user_id":"1","user_id":"token-owner"},
         "transport":{"method":"websocket","session_id":"session"}}\
        """);
  }

  private static Future<ChatToken> token(String token) {
    return Future.succeededFuture(
        new ChatToken("client", new Secret("token-owner"), new Secret(token)));
  }
}
