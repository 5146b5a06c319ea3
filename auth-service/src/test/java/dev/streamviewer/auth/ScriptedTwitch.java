package dev.streamviewer.auth;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Scripted fake of Twitch that records requests. A request is named {@code /validate}, {@code
 * /users}, {@code /revoke}, or {@code /token} with the grant type.
 */
public final class ScriptedTwitch {
  private static final int NEVER = 0;

  private record Answer(int status, JsonObject body) {}

  /** A recorded request: the form, and the header that authorizes. */
  record Call(String what, MultiMap form, String authorization, String clientId) {}

  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private int port;

  public static Future<ScriptedTwitch> start(Vertx vertx) {
    var twitch = new ScriptedTwitch();
    return vertx
        .createHttpServer()
        .requestHandler(twitch::receive)
        .listen(0)
        .map(
            server -> {
              twitch.port = server.actualPort();
              return twitch;
            });
  }

  public URI url() {
    return URI.create("http://localhost:" + port);
  }

  public void answers(String what, int status, JsonObject body) {
    answers.put(what, new Answer(status, body));
  }

  public void refuses(String what, int status, String message) {
    answers(what, status, new JsonObject().put("status", status).put("message", message));
  }

  public void neverAnswers(String what) {
    answers.put(what, new Answer(NEVER, null));
  }

  List<Call> calls(String what) {
    return calls.stream().filter(call -> call.what().equals(what)).toList();
  }

  private void receive(HttpServerRequest request) {
    request.setExpectMultipart(request.method() == HttpMethod.POST);
    request
        .end()
        .onSuccess(
            v -> {
              var form = request.formAttributes();
              var grant = form.get("grant_type");
              var what = grant == null ? request.path() : request.path() + " " + grant;
              calls.add(
                  new Call(
                      what,
                      MultiMap.caseInsensitiveMultiMap().addAll(form),
                      request.getHeader("Authorization"),
                      request.getHeader("Client-Id")));
              answer(request, answers.get(what));
            });
  }

  private static void answer(HttpServerRequest request, Answer answer) {
    if (answer == null) {
      request.response().setStatusCode(500).end("not in the script");
    } else if (answer.status() != NEVER) {
      request
          .response()
          .setStatusCode(answer.status())
          .putHeader("Content-Type", "application/json")
          .end(answer.body().toBuffer());
    }
  }
}
