package dev.streamviewer.tap;

import dev.streamviewer.tap.TapMembers.Change;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;

/**
 * An open tap. Announces itself to all members repeatedly, and forwards their records to one
 * client, until the client disconnects or the time is over.
 */
final class TapStream {
  private static final Duration LEFT_OUT_INTERVAL = Duration.ofSeconds(1);
  private static final Duration RELEASE_INTERVAL = Duration.ofMillis(100);

  private final Vertx vertx;
  private final String id;
  private final TapFilter filter;
  private final TapLimits limits;
  private final HttpServerResponse client;
  private final String by;
  private final RecordOrder order;
  private final Promise<Void> ended = Promise.promise();
  private MessageConsumer<Buffer> records;
  private TapMembers members;
  private long[] timers = {};
  private long leftOut;

  /**
   * @param by the client, for the log of every process
   */
  TapStream(
      Vertx vertx,
      String id,
      TapFilter filter,
      TapLimits limits,
      HttpServerResponse client,
      String by) {
    this.vertx = vertx;
    this.id = id;
    this.filter = filter;
    this.limits = limits;
    this.client = client;
    this.by = by;
    this.order = new RecordOrder(limits.queuedBytes(), this::write);
  }

  /** Opens the tap; the future completes at its end and never fails. */
  Future<Void> start() {
    client
        .setChunked(true)
        .setWriteQueueMaxSize(limits.queuedBytes())
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Accel-Buffering", "no")
        .closeHandler(gone -> close())
        .exceptionHandler(broken -> close());
    records = vertx.eventBus().consumer(TapOrder.records(id), this::forward);
    records
        .completion()
        .onSuccess(listening -> begin())
        .onFailure(failure -> end("The event bus is not available. Open the tap again."));
    return ended.future();
  }

  /** Ends the tap and tells the client the reason. */
  void end(String reason) {
    if (!ended.future().isComplete()) {
      order.releaseAll();
      sendLeftOut();
      event("end", new JsonObject().put("reason", reason));
      client.end();
      close();
    }
  }

  private void begin() {
    if (ended.future().isComplete()) {
      return;
    }
    client.write(": messages on the event bus\n\n");
    members = new TapMembers(limits.heartbeat(), limits.silence(), System.nanoTime());
    announce();
    timers =
        new long[] {
          vertx.setPeriodic(limits.heartbeat().toMillis(), now -> announce()),
          vertx.setPeriodic(RELEASE_INTERVAL.toMillis(), now -> order.release(System.nanoTime())),
          vertx.setPeriodic(limits.keepAlive().toMillis(), now -> client.write(": keepalive\n\n")),
          vertx.setPeriodic(LEFT_OUT_INTERVAL.toMillis(), now -> sendLeftOut()),
          vertx.setTimer(
              limits.duration().toMillis(),
              now ->
                  end(
                      "The tap ended after %s. Open the tap again."
                          .formatted(text(limits.duration()))))
        };
  }

  private static String text(Duration duration) {
    return duration.toMinutes() > 0
        ? duration.toMinutes() + " minutes"
        : duration.toSeconds() + " seconds";
  }

  private void announce() {
    members.removeSilent(System.nanoTime()).forEach(it -> member(it, Change.SILENT));
    new TapOrder(id, true, filter, by).publish(vertx.eventBus());
  }

  private void member(String node, Change change) {
    if (!client.writeQueueFull()) {
      order.releaseAll();
      event(
          "member",
          new JsonObject().put("node", node).put("change", change.name().toLowerCase(Locale.ROOT)));
    }
  }

  private void forward(Message<Buffer> message) {
    for (var header : message.headers()) {
      var value = header.getValue();
      switch (header.getKey()) {
        case TapOrder.REFUSED -> end(value);
        case TapOrder.LEFT_OUT -> leftOut += Long.parseLong(value);
        case TapOrder.MEMBER ->
            members.answered(value, System.nanoTime()).ifPresent(it -> member(value, it));
        case TapOrder.LEAVING -> {
          if (members.left(value)) {
            member(value, Change.LEFT);
          }
        }
        case TapOrder.TIME -> order.add(Long.parseLong(value), message.body(), System.nanoTime());
        default -> {
          // of a later version
        }
      }
    }
  }

  private void write(Buffer record) {
    if (client.writeQueueFull()) {
      leftOut++;
    } else {
      client.write(Buffer.buffer("data: ").appendBuffer(record).appendString("\n\n"));
    }
  }

  private void sendLeftOut() {
    if (leftOut > 0 && !client.writeQueueFull()) {
      event("left-out", new JsonObject().put("count", leftOut));
      leftOut = 0;
    }
  }

  private void event(String name, JsonObject data) {
    client.write("event: %s\ndata: %s\n\n".formatted(name, data.encode()));
  }

  private void close() {
    if (ended.tryComplete()) {
      for (var timer : timers) {
        vertx.cancelTimer(timer);
      }
      records.unregister();
      new TapOrder(id, false, null, null).publish(vertx.eventBus());
    }
  }
}
