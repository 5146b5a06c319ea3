package dev.streamviewer.gateway;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.WebhookDelivery;
import dev.streamviewer.platform.contract.WebhookVerdict;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What Twitch, or a WebSub hub, sends. Nothing is parsed here: the signature covers the bytes. */
final class CallbackRoutes {
  private static final int BODY_LIMIT = 256 * 1024;

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
        .map(body -> new WebhookDelivery(signedHeaders(context.request().headers()), body))
        .compose(delivery -> Contracts.INGEST_WEBHOOK.ask(bus, delivery))
        .onComplete(done -> underWay--)
        .onSuccess(verdict -> answer(context.response(), verdict))
        .onFailure(context::fail);
  }

  private static void answer(HttpServerResponse response, WebhookVerdict verdict) {
    if (verdict.status() == 200) {
      // Twitch wants the challenge as it is, with its length: neither compressed nor in chunks.
      response
          .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain")
          .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
          .end(verdict.text());
    } else if (verdict.status() < 300) {
      response.setStatusCode(verdict.status()).end();
    } else {
      Problems.write(response, verdict.status(), verdict.text());
    }
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

  /** W3C WebSub 5.3: who did not ask for a subscription, answers 404. We never ask a hub. */
  private Future<Done> verifyIntent(ApiRequest request) {
    return "denied".equals(request.value("hub.mode"))
        ? Future.succeededFuture(new Done())
        : Future.failedFuture(
            new BusFailure(Reason.NOT_FOUND, "No subscription to this topic was asked for."));
  }
}
