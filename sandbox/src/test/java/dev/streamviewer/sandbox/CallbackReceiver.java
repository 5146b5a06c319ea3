package dev.streamviewer.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A callback that records requests. Answers challenges correctly unless configured otherwise. */
public final class CallbackReceiver {
  private final HttpServer server;
  private final BlockingQueue<Received> unread = new LinkedBlockingQueue<>();
  private final List<Received> all = new CopyOnWriteArrayList<>();
  private volatile Function<Received, Reply> behaviour = CallbackReceiver::properly;

  public CallbackReceiver(Vertx vertx) {
    server = vertx.createHttpServer().requestHandler(this::receive).listen(0, "127.0.0.1").await();
  }

  public String url() {
    return "http://localhost:" + server.actualPort() + "/callback";
  }

  public URI uri() {
    return URI.create(url());
  }

  public void answers(Function<Received, Reply> behaviour) {
    this.behaviour = behaviour;
  }

  public static Reply properly(Received received) {
    var challenge = received.isJson() ? received.json().getString("challenge") : null;
    return challenge == null ? new Reply(204, "") : new Reply(200, challenge);
  }

  public Received next() {
    try {
      var received = unread.poll(60, TimeUnit.SECONDS);
      if (received == null) {
        throw new AssertionError("Nothing arrived");
      }
      return received;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  public List<Received> all() {
    return List.copyOf(all);
  }

  private void receive(HttpServerRequest request) {
    request.body().onSuccess(body -> answer(request, new Received(request, body)));
  }

  private void answer(HttpServerRequest request, Received received) {
    var reply = behaviour.apply(received);
    all.add(received);
    unread.add(received);
    request.response().setStatusCode(reply.status()).end(reply.body());
  }

  /** A response to send. */
  public record Reply(int status, String body) {}

  /** A received request. */
  public record Received(HttpServerRequest request, Buffer body) {
    public String header(String name) {
      return request.getHeader(name);
    }

    /** Returns an EventSub header by its name without the common prefix. */
    public String eventSub(String name) {
      return header("Twitch-Eventsub-" + name);
    }

    public JsonObject json() {
      return new JsonObject(body);
    }

    boolean isJson() {
      return body.length() > 0;
    }
  }
}
