package dev.streamviewer.sandbox.sns;

import dev.streamviewer.sandbox.wire.ApiError;
import dev.streamviewer.sandbox.wire.BoundedHistory;
import dev.streamviewer.sandbox.wire.Fault.Target;
import dev.streamviewer.sandbox.wire.Faults;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The stand-in for Amazon SNS, at {@code POST /} of the Pusher server. Accepts batches for any
 * topic, and reports no attributes of a topic. Checks that a request is signed, not by which key.
 */
public final class FakeSns {
  private static final Pattern SIGNED =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=\\S+/\\d{8}/[a-z0-9-]+/sns/aws4_request,"
              + " SignedHeaders=\\S*host\\S*, Signature=[0-9a-f]{64}");

  private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

  private final Clock clock;
  private final Faults faults;
  private final BoundedHistory<SnsMessage> accepted = new BoundedHistory<>(500);

  public FakeSns(Vertx vertx, Clock clock) {
    this.clock = clock;
    this.faults = new Faults(vertx);
  }

  public void mount(Router router) {
    router
        .post("/")
        .handler(BodyHandler.create(false).setBodyLimit(1024 * 1024))
        .handler(faults.gate(Target.SNS))
        .handler(FakeSns::checkSignature)
        .handler(FakeSns::sendAttributes)
        .handler(this::publish)
        .failureHandler(FakeSns::fail);
  }

  public Faults faults() {
    return faults;
  }

  public void forget() {
    accepted.clear();
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
    if (!"GetTopicAttributes".equals(ctx.request().getFormAttribute("Action"))) {
      ctx.next();
      return;
    }
    ctx.response()
        .putHeader("Content-Type", "text/xml")
        .end(
            """
            <GetTopicAttributesResponse xmlns="%s"><GetTopicAttributesResult><Attributes/>\
            </GetTopicAttributesResult></GetTopicAttributesResponse>
            """
                .formatted(NAMESPACE));
  }

  private void publish(RoutingContext ctx) {
    var batch = PublishBatch.of(ctx.request().formAttributes());
    batch.messages(clock.instant()).forEach(accepted::add);
    var members =
        batch.entries().stream()
            .map(
                it ->
                    "<member><Id>%s</Id><MessageId>%s</MessageId></member>"
                        .formatted(it.id(), UUID.randomUUID()))
            .collect(Collectors.joining());
    ctx.response()
        .putHeader("Content-Type", "text/xml")
        .end(
            """
            <PublishBatchResponse xmlns="%s"><PublishBatchResult><Successful>%s</Successful>\
            <Failed/></PublishBatchResult></PublishBatchResponse>
            """
                .formatted(NAMESPACE, members));
  }

  private static void fail(RoutingContext ctx) {
    var error = ApiError.of(ctx);
    var code =
        switch (error.status()) {
          case 400 -> "InvalidParameter";
          case 403 -> "AuthorizationError";
          case 404 -> "NotFound";
          case 429 -> "Throttled";
          default -> "InternalError";
        };
    ctx.response()
        .setStatusCode(error.status())
        .putHeader("Content-Type", "text/xml")
        .end(
            """
            <ErrorResponse xmlns="%s"><Error><Code>%s</Code><Message>%s</Message></Error>\
            </ErrorResponse>
            """
                .formatted(NAMESPACE, code, error.getMessage().replace("<", "&lt;")));
  }
}
