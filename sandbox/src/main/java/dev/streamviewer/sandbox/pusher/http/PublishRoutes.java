package dev.streamviewer.sandbox.pusher.http;

import dev.streamviewer.sandbox.pusher.channel.ChannelInfo;
import dev.streamviewer.sandbox.pusher.channel.PublishRequest;
import dev.streamviewer.sandbox.pusher.channel.PublishedEvent;
import dev.streamviewer.sandbox.pusher.channel.PusherChannels;
import dev.streamviewer.sandbox.wire.ApiError;
import dev.streamviewer.sandbox.wire.BoundedHistory;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;

/**
 * Publishes events: {@code /events} and {@code /batch_events}. A batch with one invalid part is
 * rejected as a whole.
 */
public final class PublishRoutes {
  private static final int MAX_BATCH = 10;

  private final PusherChannels channels;
  private final ChannelInfo info;
  private final BoundedHistory<PublishedEvent> history;
  private final Clock clock;

  public PublishRoutes(
      PusherChannels channels,
      ChannelInfo info,
      BoundedHistory<PublishedEvent> history,
      Clock clock) {
    this.channels = channels;
    this.info = info;
    this.history = history;
    this.clock = clock;
  }

  public void mount(Router router) {
    router.post("/apps/:app/events").handler(this::event);
    router.post("/apps/:app/batch_events").handler(this::batch);
  }

  private void event(RoutingContext ctx) {
    var publish = PublishRequest.single(body(ctx));
    var answer = new JsonObject();
    if (!publish.info().isEmpty()) {
      var described = new JsonObject();
      publish.channels().forEach(c -> described.put(c.value(), info.describe(c, publish.info())));
      answer.put("channels", described);
    }
    send(publish);
    ctx.json(answer);
  }

  private void batch(RoutingContext ctx) {
    if (!(body(ctx).getValue("batch") instanceof JsonArray batch) || batch.isEmpty()) {
      throw new ApiError(400, "batch must be a list of events");
    }
    if (batch.size() > MAX_BATCH) {
      throw new ApiError(400, "Batch too large (%d > %d)".formatted(batch.size(), MAX_BATCH));
    }
    var publishes = batch.stream().map(PublishRequest::inBatch).toList();
    var described =
        publishes.stream()
            .map(publish -> info.describe(publish.channels().get(0), publish.info()))
            .toList();
    publishes.forEach(this::send);
    var wantsInfo = publishes.stream().anyMatch(publish -> !publish.info().isEmpty());
    ctx.json(
        wantsInfo ? new JsonObject().put("batch", new JsonArray(described)) : new JsonObject());
  }

  private void send(PublishRequest publish) {
    for (var channel : publish.channels()) {
      var receivers = channels.publish(channel, publish.name(), publish.data(), publish.socketId());
      history.add(
          new PublishedEvent(
              clock.instant(), channel.value(), publish.name(), publish.data(), receivers));
    }
  }

  private static JsonObject body(RoutingContext ctx) {
    try {
      return new JsonObject(ctx.body().buffer());
    } catch (DecodeException | NullPointerException notJson) {
      throw new ApiError(400, "The body is not a JSON object");
    }
  }
}
