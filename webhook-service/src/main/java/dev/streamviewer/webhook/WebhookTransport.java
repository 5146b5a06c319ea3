package dev.streamviewer.webhook;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Each subscription has our callback and the secret. */
final class WebhookTransport implements Transport {
  private final Callbacks callbacks;

  WebhookTransport(Callbacks callbacks) {
    this.callbacks = callbacks;
  }

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> known() {
    return Future.succeededFuture();
  }

  @Override
  public JsonObject wish() {
    return callbacks.webhook();
  }

  @Override
  public Standing of(JsonObject subscription) {
    return subscription.getValue("transport") instanceof JsonObject transport
            && transport.getValue("callback") instanceof String callback
        ? callbacks.of(callback)
        : Standing.FOREIGN;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void doubt() {}

  @Override
  public Future<Void> tidy(List<JsonObject> found) {
    return Future.succeededFuture();
  }
}
