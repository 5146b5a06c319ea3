package dev.streamviewer.gateway.api;

import dev.streamviewer.gateway.http.CallLimit;
import dev.streamviewer.gateway.http.RejectedRequest;
import dev.streamviewer.gateway.http.RequestBodies;
import dev.streamviewer.platform.batch.BatchedClient;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.webhook.CallbackHeaders;
import dev.streamviewer.platform.contract.webhook.RejectedCallback;
import dev.streamviewer.platform.contract.webhook.VerifyIntent;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.platform.outcome.RecentOutcomes;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Callbacks of Twitch and of WebSub hubs. Bodies are not parsed here, since the signature covers
 * the raw bytes. A body is not awaited if the headers already prove a forgery.
 */
public final class CallbackRoutes {
  /** The operation that receives callbacks. */
  static final String RECEIVE = "receiveCallback";

  private static final int BODY_LIMIT = 256 * 1024;
  private static final String HUB_TOKEN = "websub";
  private static final String OUTCOME_PLACE = "gateway";

  private final EventBus bus;
  private final BatchedClient<WebhookDelivery, WebhookVerdict> ingest;
  private final RequestBodies bodies;
  private final RecentOutcomes outcomes;
  private final Clock clock;
  private final CallLimit underWay;

  /**
   * @param ingest passes callbacks to a webhook service
   * @param outcomes gets the refusals of this side; a webhook service remembers its verdicts itself
   * @param max the maximum number of callbacks that wait for the webhook service
   */
  public CallbackRoutes(
      EventBus bus,
      BatchedClient<WebhookDelivery, WebhookVerdict> ingest,
      RequestBodies bodies,
      RecentOutcomes outcomes,
      Clock clock,
      int max) {
    this.bus = bus;
    this.ingest = ingest;
    this.bodies = bodies;
    this.outcomes = outcomes;
    this.clock = clock;
    this.underWay = new CallLimit(max);
  }

  public void mount(ApiOperations operations) {
    operations.mountUnchecked(RECEIVE, this::receive);
    operations.answer("verifyWebSubIntent", this::verifyIntent);
  }

  /** The number of callbacks that currently wait for the webhook service. */
  public int underWay() {
    return underWay.underWay();
  }

  private void receive(RoutingContext context) {
    receive(context.request(), token(context))
        .onSuccess(verdict -> ApiResponses.writeVerdict(context.response(), verdict))
        .onFailure(context::fail);
  }

  /**
   * Passes a callback on to a webhook service, and returns its verdict.
   *
   * @param token the hub's token; null if the query has none
   * @throws RejectedRequest if the headers already prove a forgery
   */
  Future<WebhookVerdict> receive(HttpServerRequest request, Secret token) {
    var headers = signedHeaders(request.headers());
    try {
      RequestBodies.expectJson(request.headers());
      check(headers);
    } catch (RejectedRequest rejected) {
      remember(headers, rejected);
      throw rejected;
    }
    return bodies
        .read(request, BODY_LIMIT, body -> deliver(new WebhookDelivery(headers, body, token)))
        .onFailure(failure -> remember(headers, failure));
  }

  private void remember(Map<String, List<String>> headers, Throwable refusal) {
    var subject = new WebhookDelivery(headers, Buffer.buffer()).subject();
    outcomes.add(OUTCOME_PLACE, subject, outcome(refusal), refusal.getMessage());
  }

  private static String outcome(Throwable refusal) {
    return refusal instanceof RejectedRequest rejected
        ? rejected.reason()
        : refusal instanceof BusFailure failure ? failure.reason().label() : "failed";
  }

  private static Secret token(RoutingContext context) {
    // Twitch's callbacks have no query, so it is not even parsed.
    if (context.request().query() == null) {
      return null;
    }
    var tokens = context.queryParam(HUB_TOKEN);
    return token(tokens.size() == 1 ? tokens.get(0) : null);
  }

  private static Secret token(String value) {
    return value == null ? null : new Secret(value);
  }

  private void check(Map<String, List<String>> headers) {
    try {
      CallbackHeaders.check(headers, clock.instant());
    } catch (RejectedCallback rejected) {
      throw RejectedRequest.callback(rejected);
    }
  }

  /**
   * Passes a whole delivery on. Only now the delivery counts as pending: an announced body that
   * never arrives takes no place.
   */
  private Future<WebhookVerdict> deliver(WebhookDelivery delivery) {
    return underWay.call(() -> ingest.ask(delivery));
  }

  /** The headers that a signature covers or that carry it, by lower-case name. */
  static Map<String, List<String>> signedHeaders(MultiMap headers) {
    var signed = new HashMap<String, List<String>>();
    for (var header : headers) {
      if (isSigned(header.getKey())) {
        var name = header.getKey().toLowerCase(Locale.ROOT);
        signed.computeIfAbsent(name, first -> new ArrayList<>(1)).add(header.getValue());
      }
    }
    return signed;
  }

  private static boolean isSigned(String name) {
    return startsWith(name, "twitch-eventsub-")
        || startsWith(name, "twitch-notification-")
        || name.equalsIgnoreCase("x-hub-signature")
        || name.equalsIgnoreCase("link");
  }

  private static boolean startsWith(String name, String prefix) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  /**
   * Answers a verification of intent (W3C WebSub 5.3); the webhook service knows the requested
   * topics.
   */
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
