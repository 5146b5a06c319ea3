package dev.streamviewer.sandbox.sns;

import dev.streamviewer.sandbox.wire.ActiveFaults;
import dev.streamviewer.sandbox.wire.ApiError;
import dev.streamviewer.sandbox.wire.BoundedHistory;
import dev.streamviewer.sandbox.wire.InjectedFault.Mode;
import dev.streamviewer.sandbox.wire.InjectedFault.Target;
import dev.streamviewer.sandbox.wire.RequestLog;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.regex.Pattern;

/**
 * The stand-in for Amazon SNS, at {@code POST /} of the Pusher server. Accepts batches for any
 * topic, and reports no attributes of a topic. Checks that a request is signed, not by which key.
 */
public final class FakeSns {
  private static final Pattern SIGNED =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=\\S+/\\d{8}/[a-z0-9-]+/sns/aws4_request,"
              + " SignedHeaders=\\S*host\\S*, Signature=[0-9a-f]{64}");

  private final Clock clock;
  private final ActiveFaults faults;
  private final RequestLog requests = new RequestLog();
  private final BoundedHistory<SnsMessage> accepted = new BoundedHistory<>(500);

  public FakeSns(Vertx vertx, Clock clock) {
    this.clock = clock;
    this.faults = new ActiveFaults(vertx);
  }

  public void mount(Router router) {
    router
        .post("/")
        .handler(BodyHandler.create(false).setBodyLimit(1024 * 1024))
        .handler(requests)
        .handler(faults.gate(Target.SNS))
        .handler(FakeSns::checkSignature)
        .handler(FakeSns::sendAttributes)
        .handler(this::publish)
        .failureHandler(FakeSns::fail);
  }

  public ActiveFaults faults() {
    return faults;
  }

  public RequestLog requests() {
    return requests;
  }

  public void forget() {
    accepted.clear();
    requests.clear();
  }

  /** Returns the state that people and tests may inspect. */
  public JsonObject state(int limit) {
    var messages = accepted.newest(limit).stream().map(SnsMessage::toJson).toList();
    return new JsonObject().put("messages", new JsonArray(messages));
  }

  private static void checkSignature(RoutingContext ctx) {
    var authorization = ctx.request().getHeader("Authorization");
    if (authorization == null || !SIGNED.matcher(authorization).matches()) {
      throw new ApiError(403, "The request is not signed");
    }
    ctx.next();
  }

  private static void sendAttributes(RoutingContext ctx) {
    if ("GetTopicAttributes".equals(ctx.request().getFormAttribute("Action"))) {
      send(ctx, SnsXml.topicAttributes());
    } else {
      ctx.next();
    }
  }

  private void publish(RoutingContext ctx) {
    var batch = PublishBatch.of(ctx.request().formAttributes());
    var fault =
        faults
            .take(Target.SNS, Mode.PARTIAL, "/")
            .filter(it -> it.entry() < batch.entries().size());
    var acceptedEntries = new ArrayList<>(batch.entries());
    var failed =
        fault
            .map(
                it ->
                    SnsXml.failedMember(
                        acceptedEntries.remove(it.entry()), it.response().toError()))
            .orElse("");
    acceptedEntries.forEach(it -> accepted.add(batch.message(it, clock.instant())));
    send(ctx, SnsXml.batchResult(acceptedEntries, failed));
  }

  private static void fail(RoutingContext ctx) {
    var error = ApiError.of(ctx);
    ctx.response().setStatusCode(error.status());
    send(ctx, SnsXml.error(error));
  }

  private static void send(RoutingContext ctx, String xml) {
    ctx.response().putHeader("Content-Type", "text/xml").end(xml);
  }
}
