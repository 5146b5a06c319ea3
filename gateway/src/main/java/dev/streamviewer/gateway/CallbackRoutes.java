package dev.streamviewer.gateway;

import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Secret;
import dev.streamviewer.platform.contract.VerifyIntent;
import dev.streamviewer.platform.contract.WebhookDelivery;
import dev.streamviewer.platform.contract.WebhookVerdict;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What Twitch, or a WebSub hub, sends. Nothing is parsed here: the signature covers the bytes. */
final class CallbackRoutes {
  private static final int BODY_LIMIT = 256 * 1024;
  private static final String HUB_TOKEN = "websub";

  private final EventBus bus;
  private final Bodies bodies;
  private final int most;
  private int underWay;

  /**
   * @param most how many callbacks may be under way at a time
   */
  CallbackRoutes(EventBus bus, Bodies bodies, int most) {
    this.bus = bus;
    this.bodies = bodies;
    this.most = most;
  }

  void mount(Operations operations) {
    operations.direct("receiveCallback", this::receive);
    operations.answer("verifyWebSubIntent", this::verifyIntent);
  }

  /** How many callbacks are under way. */
  int underWay() {
    return underWay;
  }

  private void receive(RoutingContext context) {
    if (underWay >= most) {
      context.fail(Refusal.busy());
      return;
    }
    underWay++;
    bodies
        .readJson(context.request(), BODY_LIMIT)
        .map(body -> delivery(context, body))
        .compose(delivery -> Contracts.INGEST_WEBHOOK.ask(bus, delivery))
        .onComplete(done -> underWay--)
        .onSuccess(verdict -> Verdicts.write(context.response(), verdict))
        .onFailure(context::fail);
  }

  private static WebhookDelivery delivery(RoutingContext context, Buffer body) {
    var headers = signedHeaders(context.request().headers());
    var tokens = context.queryParam(HUB_TOKEN);
    return new WebhookDelivery(headers, body, token(tokens.size() == 1 ? tokens.get(0) : null));
  }

  private static Secret token(String value) {
    return value == null ? null : new Secret(value);
  }

  private static Map<String, List<String>> signedHeaders(MultiMap headers) {
    var signed = new HashMap<String, List<String>>();
    for (var header : headers) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      if (isSigned(name)) {
        signed.computeIfAbsent(name, first -> new ArrayList<>(1)).add(header.getValue());
      }
    }
    return signed;
  }

  private static boolean isSigned(String name) {
    return name.startsWith("twitch-eventsub-")
        || name.startsWith("twitch-notification-")
        || name.equals("x-hub-signature")
        || name.equals("link");
  }

  /** W3C WebSub 5.3: what was asked for, the webhook service knows. */
  private Future<WebhookVerdict> verifyIntent(ApiRequest request) {
    return Contracts.VERIFY_INTENT.ask(
        bus,
        new VerifyIntent(
            request.value("hub.mode"),
            request.value("hub.topic"),
            request.value("hub.challenge"),
            request.value("hub.lease_seconds"),
            request.value("hub.reason"),
            token(request.value(HUB_TOKEN))));
  }
}
