package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.testing.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The callbacks of this and other deployments, told apart by path. Answers challenges, and confirms
 * the subscription to each process, as the gateway and the event bus do.
 */
public final class TestCallback {
  private final List<Consumer<SubscriptionConfirmed>> processes = new ArrayList<>();
  private final Context context;
  private final String origin;
  private volatile String broken = "";
  private volatile Future<?> answers = Future.succeededFuture();

  TestCallback(Vertx vertx, Context context) {
    this.context = context;
    var server = vertx.createHttpServer().requestHandler(this::receive);
    origin = "http://localhost:" + Await.value(server.listen(0)).actualPort();
  }

  public String url(String path) {
    return origin + path;
  }

  /** Returns the path and the query of a callback. */
  public String path(String url) {
    return url.substring(origin.length());
  }

  void confirmTo(Consumer<SubscriptionConfirmed> process) {
    processes.add(process);
  }

  /** Answers 404 to everything at a path; empty for no path. */
  public void breakAt(String path) {
    broken = path;
  }

  /** Delays all answers until the future completes. */
  public void answerAfter(Future<?> time) {
    answers = time;
  }

  private void receive(HttpServerRequest request) {
    request
        .body()
        .compose(body -> answers.map(body))
        .onSuccess(body -> context.runOnContext(received -> answer(request, body.toJsonObject())));
  }

  private void answer(HttpServerRequest request, JsonObject message) {
    var challenge = message.getString("challenge");
    if (request.path().equals(broken)) {
      request.response().setStatusCode(404).end();
    } else if (challenge == null) {
      request.response().setStatusCode(204).end();
    } else {
      confirm(message.getJsonObject("subscription"));
      request.response().end(Buffer.buffer(challenge));
    }
  }

  private void confirm(JsonObject subscription) {
    if (subscription == null) {
      return;
    }
    var type = subscription.getString("type");
    var condition = subscription.getJsonObject("condition");
    var moderator = condition.getString("moderator_user_id", condition.getString("user_id", ""));
    condition.stream()
        .filter(field -> field.getKey().endsWith("broadcaster_user_id"))
        .map(
            field ->
                new SubscriptionConfirmed(
                    type,
                    field.getKey(),
                    field.getValue().toString(),
                    moderator.equals(field.getValue()) ? "" : moderator))
        .forEach(confirmed -> processes.forEach(it -> it.accept(confirmed)));
  }
}
