package dev.streamviewer.demo.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.demo.support.PageVisitor;
import dev.streamviewer.testing.HttpCalls;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A user who reads chats with another program, which uses up Twitch's limit for one user. */
final class BusyReader implements AutoCloseable {
  private final URI twitch;
  private final String userId;
  private final String token;
  private final List<WebSocket> sockets = new ArrayList<>();

  BusyReader(URI twitch, String login, String userId) {
    this.twitch = twitch;
    this.userId = userId;
    this.token = token(login);
  }

  /** Opens a session that reads a streamer's chat. */
  void read(String streamerId) throws Exception {
    var welcome = new CompletableFuture<String>();
    var address = URI.create(twitch.toString().replaceFirst("^http", "ws") + "/eventsub/ws");
    sockets.add(
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, new First(welcome))
            .get(60, TimeUnit.SECONDS));
    var session =
        new JsonObject(welcome.get(60, TimeUnit.SECONDS))
            .getJsonObject("payload")
            .getJsonObject("session")
            .getString("id");
    var request =
        new JsonObject()
            .put("type", "channel.chat.notification")
            .put("version", "1")
            .put(
                "condition",
                new JsonObject().put("broadcaster_user_id", streamerId).put("user_id", userId))
            .put(
                "transport",
                new JsonObject().put("method", "websocket").put("session_id", session));
    var answer =
        HttpCalls.send(
            HttpRequest.newBuilder(twitch.resolve("/helix/eventsub/subscriptions"))
                .header("Authorization", "Bearer " + token)
                .header("Client-Id", "sandbox-client")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request.encode())));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  @Override
  public void close() {
    sockets.forEach(WebSocket::abort);
  }

  private String token(String login) {
    var redirect = "http://localhost/back";
    var consent =
        post(
            "/oauth2/authorize",
            Map.of(
                "client_id", "sandbox-client",
                "response_type", "code",
                "state", "s",
                "redirect_uri", redirect,
                "scope", "user:read:chat",
                "user", login,
                "decision", "authorize"));
    var code = PageVisitor.location(consent).replaceFirst(".*[?&]code=([^&]+).*", "$1");
    var tokens =
        post(
            "/oauth2/token",
            Map.of(
                "client_id", "sandbox-client",
                "client_secret", "sandbox-client-secret",
                "grant_type", "authorization_code",
                "redirect_uri", redirect,
                "code", code));
    return new JsonObject(tokens.body()).getString("access_token");
  }

  private HttpResponse<String> post(String path, Map<String, String> form) {
    var encoded =
        form.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return HttpCalls.send(
        HttpRequest.newBuilder(twitch.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded)));
  }

  /** Keeps the first message, which is the welcome. */
  private record First(CompletableFuture<String> welcome) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      welcome.complete(text.toString());
      socket.request(1);
      return null;
    }
  }
}
