package dev.streamviewer.gateway.api;

import static dev.streamviewer.gateway.TestGateway.assertProblem;
import static dev.streamviewer.gateway.TestGateway.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.streamviewer.gateway.TestGateway;
import dev.streamviewer.gateway.TestLimits;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.webhook.VerifyIntent;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.platform.outcome.RecentOutcomes;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class CallbackRoutesIT {
  private static final String PATH = "/api/callback";
  private static final int LIMIT = 256 * 1024;

  private final Queue<WebhookDelivery> delivered = new ConcurrentLinkedQueue<>();
  private TestGateway gateway;

  @BeforeEach
  void start(Vertx vertx) {
    gateway = TestGateway.start(vertx, TestLimits.calls(Duration.ofSeconds(3), 1));
  }

  private void answering(Function<WebhookDelivery, Future<WebhookVerdict>> webhookService) {
    Contracts.INGEST_WEBHOOK.serve(
        gateway.bus,
        delivery -> {
          delivered.add(delivery);
          return webhookService.apply(delivery);
        });
  }

  private void answering(WebhookVerdict verdict) {
    answering(delivery -> Future.succeededFuture(verdict));
  }

  @Test
  void forwardsTheBodyUnchanged() {
    answering(WebhookVerdict.accepted());
    var body = "{ \"name\" :\t\"Zoë 日本\"}\r\n";

    var response = gateway.postCallback(body);

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
    assertThat(delivered.remove().body().getBytes()).isEqualTo(body.getBytes(UTF_8));
  }

  @Test
  void forwardsABodyThatIsNotJson() {
    answering(WebhookVerdict.refused(403, "The signature is wrong."));

    assertProblem(gateway.postCallback("\0{not json"), 403, "The signature is wrong.");
    assertThat(delivered.remove().body().toString()).isEqualTo("\0{not json");
  }

  @Test
  void forwardsSignedHeadersWithAllValues() {
    answering(WebhookVerdict.accepted());

    send(
        gateway
            .request(PATH)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Twitch-Notification-Id", "three")
            .header("X-Hub-Signature", "sha256=00")
            .header("Link", "<https://a>; rel=\"hub\"")
            .header("LINK", "<https://b>; rel=\"self\"")
            .header("Cookie", "session=secret")
            .header("Authorization", "Bearer secret")
            .POST(BodyPublishers.ofString("{}")));

    var delivery = delivered.remove();
    assertThat(delivery.headers())
        .containsOnlyKeys("twitch-notification-id", "x-hub-signature", "link");
    assertThat(delivery.header("link"))
        .containsExactly("<https://a>; rel=\"hub\"", "<https://b>; rel=\"self\"");
  }

  @Test
  void answersWithTheRawChallenge() throws IOException {
    var challenge = "pogchamp-kappa-360noscope-vohiyo".repeat(100);
    answering(WebhookVerdict.challenge(challenge));

    var response =
        gateway.raw(
            """
            POST /api/callback HTTP/1.1\r
            Host: x\r
            Accept-Encoding: gzip\r
            Connection: close\r
            %s\
            Content-Length: 2\r
            \r
            {}\
            """
                .formatted(TestGateway.callbackHead()));

    assertThat(response)
        .startsWith("HTTP/1.1 200 OK\r\n")
        .containsIgnoringCase("\r\ncontent-type: text/plain\r\n")
        .containsIgnoringCase("\r\ncontent-length: 3200\r\n")
        .doesNotContainIgnoringCase("transfer-encoding")
        .doesNotContainIgnoringCase("content-encoding")
        .endsWith("\r\n\r\n" + challenge);
  }

  @Test
  void answersARejectedCallbackWithAProblem() {
    answering(WebhookVerdict.refused(400, "A header is missing."));

    assertProblem(gateway.postCallback("{}"), 400, "A header is missing.");
  }

  @Test
  void asksForARetryOfAPendingMessage() {
    answering(WebhookVerdict.later("The same message is under way."));

    var response = gateway.postCallback("{}");

    assertProblem(response, 503, "The same message is under way.");
    assertThat(response.headers().firstValue("retry-after")).contains("1");
  }

  @Test
  void remembersWhatItRefusesItself(Vertx vertx) {
    gateway.postCallback("{}");
    send(
        gateway
            .callback()
            .setHeader("Twitch-Eventsub-Message-Timestamp", "2020-01-01T00:00:00Z")
            .POST(BodyPublishers.ofString("{}")));
    send(gateway.callback().setHeader("Content-Type", "text/x").POST(BodyPublishers.ofString("")));

    assertThat(RecentOutcomes.of(vertx).of("e76c6bd4-55c9-4987-8304-da1588d8988b"))
        .extracting(it -> it.address() + " " + it.outcome())
        .containsExactly("gateway unavailable", "gateway out_of_time", "gateway content_type");
  }

  @Test
  void asksForARetryWithoutTheWebhookService() {
    var response = gateway.postCallback("{}");

    assertProblem(response, 503, "The webhook service is not running just now.");
    assertThat(response.headers().firstValue("retry-after")).contains("1");
  }

  @Test
  void hidesDetailsOfAnInternalFailure() {
    answering(delivery -> Future.failedFuture(new BusFailure(Reason.INTERNAL, "Sorry.")));

    assertProblem(gateway.postCallback("{}"), 500, "Sorry.");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "json",
        ""
      })
  void acceptsOnlyJson(String type) {
    answering(WebhookVerdict.accepted());
    var request = gateway.request(PATH).POST(BodyPublishers.ofString("{}"));

    var response = send(type == null ? request : request.header("Content-Type", type));

    assertProblem(response, 415, "expected application/json");
    assertThat(delivered).isEmpty();
    assertThat(gateway.refusals("content_type")).isEqualTo(1);
  }

  @Test
  void acceptsABodyOf256Kb() {
    answering(WebhookVerdict.accepted());

    assertThat(gateway.postCallback("x".repeat(LIMIT)).statusCode()).isEqualTo(204);
    assertThat(delivered.remove().body().length()).isEqualTo(LIMIT);
  }

  @Test
  void rejectsABodyOver256KbByItsLength() {
    answering(WebhookVerdict.accepted());

    assertProblem(gateway.postCallback("x".repeat(LIMIT + 1)), 413, "at most 262,144 bytes");
    assertThat(delivered).isEmpty();
  }

  @Test
  void rejectsABodyOver256KbBeforeItArrives() throws IOException {
    var response =
        gateway.raw(
            """
            POST /api/callback HTTP/1.1\r
            Host: x\r
            %s\
            Content-Length: 99999999999999\r
            \r
            {\
            """
                .formatted(TestGateway.callbackHead()));

    assertThat(response).startsWith("HTTP/1.1 413");
  }

  @Test
  void rejectsAChunkedBodyOver256Kb() {
    answering(WebhookVerdict.accepted());
    var bytes = new byte[LIMIT + 1];

    var response =
        send(
            gateway
                .callback()
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))));

    assertProblem(response, 413, "at most 262,144 bytes");
    assertThat(delivered).isEmpty();
    assertThat(gateway.refusals("oversize")).isEqualTo(1);
  }

  @Test
  void rejectsASlowBodyAndCloses() throws IOException {
    answering(WebhookVerdict.accepted());

    var response =
        gateway.raw(
            """
            POST /api/callback HTTP/1.1\r
            Host: x\r
            %s\
            Content-Length: 20\r
            \r
            {"too":\
            """
                .formatted(TestGateway.callbackHead()));

    assertThat(response)
        .startsWith("HTTP/1.1 408")
        .contains("The body did not arrive in time.")
        .containsIgnoringCase("connection: close");
    assertThat(delivered).isEmpty();
    assertThat(gateway.refusals("slow_body")).isEqualTo(1);
    assertThat(gateway.postCallback("{}").statusCode()).isEqualTo(204);
  }

  @Test
  void forgetsABodyThatBreaksOff() throws IOException {
    answering(WebhookVerdict.accepted());
    try (var socket = gateway.connect()) {
      socket
          .getOutputStream()
          .write(
              """
              POST /api/callback HTTP/1.1\r
              Host: x\r
              %s\
              Content-Length: 20\r
              \r
              {"half":\
              """
                  .formatted(TestGateway.callbackHead())
                  .getBytes(UTF_8));
    }

    // The limit is one call: the failed call must have released its place.
    await().untilAsserted(() -> assertThat(gateway.postCallback("{}").statusCode()).isEqualTo(204));
    assertThat(delivered).extracting(it -> it.body().toString()).containsExactly("{}");
  }

  @Test
  void answersExpectContinue() throws IOException {
    answering(WebhookVerdict.accepted());
    try (var socket = gateway.connect()) {
      var out = socket.getOutputStream();
      out.write(
          """
          POST /api/callback HTTP/1.1\r
          Host: x\r
          Connection: close\r
          Expect: 100-continue\r
          %s\
          Content-Length: 2\r
          \r
          """
              .formatted(TestGateway.callbackHead())
              .getBytes(UTF_8));
      var first = new String(socket.getInputStream().readNBytes(25), UTF_8);
      out.write("{}".getBytes(UTF_8));

      assertThat(first).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(TestGateway.readAll(socket)).startsWith("HTTP/1.1 204");
    }
  }

  private static Stream<Arguments> callbacks() {
    var accepted = Future.succeededFuture(WebhookVerdict.accepted());
    var refused = Future.succeededFuture(WebhookVerdict.refused(403, "The signature is wrong."));
    var later = Future.succeededFuture(WebhookVerdict.later("It is under way."));
    var challenge = Future.succeededFuture(WebhookVerdict.challenge("pogchamp"));
    var failed = Future.<WebhookVerdict>failedFuture(new IllegalStateException("secret"));
    var id = "Twitch-Eventsub-Message-Id";
    return Stream.of(
        arguments(id, "m1", "{}", accepted, 204),
        arguments(id, "m1", "{}", challenge, 200),
        arguments(id, "m1", "{}", refused, 403),
        arguments(id, "m1", "{}", later, 503),
        arguments(id, "m1", "{}", failed, 500),
        arguments(id, "", "{}", accepted, 400),
        arguments(id, "x".repeat(201), "{}", accepted, 400),
        arguments(id, "m1", "x".repeat(LIMIT + 1), accepted, 413),
        arguments("Twitch-Eventsub-Message-Timestamp", "yesterday", "{}", accepted, 400),
        arguments("Twitch-Eventsub-Message-Signature", "sha256=00", "{}", accepted, 403),
        arguments("Content-Type", "text/plain", "{}", accepted, 415));
  }

  /** An address with a query is another one, which the router handles. */
  @ParameterizedTest
  @MethodSource("callbacks")
  void answersAlikeWithAndWithoutTheRouter(
      String header, String value, String body, Future<WebhookVerdict> verdict, int status) {
    answering(delivery -> verdict);

    var withRouter = post("/api/callback?x", header, value, body);
    var refusals = refusals();
    var without = post("/api/callback", header, value, body);

    assertThat(without.statusCode()).isEqualTo(status).isEqualTo(withRouter.statusCode());
    assertThat(without.body()).isEqualTo(withRouter.body()).doesNotContain("secret");
    if (status != 204) {
      assertThat(without.headers()).isEqualTo(withRouter.headers());
    }
    assertThat(withRouter.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(refusals()).isEqualTo(2 * refusals);
  }

  @Test
  void omitsTheHeadersForPagesWhenAcceptingACallback() {
    answering(WebhookVerdict.accepted());

    var response = gateway.postCallback("{}");

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().map()).isEmpty();
  }

  private double refusals() {
    return gateway.meters.find("sev_gateway_refusals").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Host: a b\r\n", "Host: x:y:z\r\n"})
  void refusesARequestWithoutAValidHost(String host) throws IOException {
    answering(WebhookVerdict.accepted());
    var request =
        "POST %s HTTP/1.1\r\n"
            + host
            + TestGateway.callbackHead()
            + "Connection: close\r\nContent-Length: 2\r\n\r\n{}";

    var response = gateway.raw(request.formatted(PATH));

    assertThat(response).startsWith("HTTP/1.1 400");
    assertThat(response).isEqualTo(gateway.raw(request.formatted(PATH + "?")));
    assertThat(delivered).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/callback/x", "/api/callback;x", "/api/callback%20"})
  void leavesOtherAddressesToTheRouter(String path) {
    answering(WebhookVerdict.accepted());

    assertProblem(
        post(path, "Content-Type", "application/json", "{}"), 404, "nothing at this address");
    assertThat(delivered).isEmpty();
  }

  private HttpResponse<String> post(String path, String header, String value, String body) {
    return send(
        gateway
            .callback()
            .uri(URI.create("http://localhost:" + gateway.verticle.port() + path))
            .setHeader(header, value)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void asksForARetryAtTheLimitOfCallbacks() throws IOException {
    var held = Promise.<WebhookVerdict>promise();
    answering(delivery -> held.future());
    try (var first = gateway.connect()) {
      first
          .getOutputStream()
          .write(
              """
              POST /api/callback HTTP/1.1\r
              Host: x\r
              Connection: close\r
              %s\
              Content-Length: 2\r
              \r
              {}\
              """
                  .formatted(TestGateway.callbackHead())
                  .getBytes(UTF_8));
      await().until(() -> !delivered.isEmpty());

      var second = gateway.postCallback("{}");
      held.complete(WebhookVerdict.accepted());

      assertProblem(second, 503, "The server is busy.");
      assertThat(second.headers().firstValue("retry-after")).contains("1");
      assertThat(TestGateway.readAll(first)).startsWith("HTTP/1.1 204");
      assertThat(gateway.refusals("busy")).isEqualTo(1);
    }
  }

  @Test
  void servesOthersWhileBodiesArePending() throws IOException {
    answering(WebhookVerdict.accepted());
    var idle = new ArrayList<Socket>();
    try {
      for (var i = 0; i < 50; i++) {
        var socket = gateway.connect();
        idle.add(socket);
        socket
            .getOutputStream()
            .write(
                ("POST /api/callback HTTP/1.1\r\nHost: x\r\n"
                        + TestGateway.callbackHead()
                        + "Content-Length: 262144\r\n\r\n{")
                    .getBytes(UTF_8));
      }

      assertThat(gateway.postCallback("{}").statusCode()).isEqualTo(204);
    } finally {
      for (var socket : idle) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Id        |           | 400 | The header twitch-eventsub-message-id is missing, expected it exactly once
          Timestamp |           | 400 | The header twitch-eventsub-message-timestamp is missing
          Timestamp | yesterday | 400 | is "yesterday", expected an RFC 3339 time in UTC
          Timestamp | 2020-01-01T00:00:00Z | 400 | seconds from the time here, expected at most 600
          Type      |           | 400 | The header twitch-eventsub-message-type is missing
          Type      | greeting  | 400 | is "greeting", expected notification, webhook_callback_verification or
          Signature |           | 400 | The header twitch-eventsub-message-signature is missing
          Signature | sha256=00 | 403 | The signature does not match: expected one made with this deployment's
          Signature | sha1=0000 | 403 | The signature does not match
          """)
  void rejectsForgedHeadersWithoutAwaitingTheBody(
      String header, String value, int status, String sentence) throws IOException {
    answering(WebhookVerdict.accepted());
    var name = "Twitch-Eventsub-Message-" + header;
    var headers =
        TestGateway.callbackHead()
            .replaceFirst(name + ": .*\r\n", value == null ? "" : name + ": " + value + "\r\n");

    var response = sendWithPendingBody(headers);

    assertThat(response)
        .startsWith("HTTP/1.1 " + status)
        .contains("application/problem+json")
        .containsIgnoringCase("connection: close");
    assertThat(response.replace("\\\"", "\"")).contains(sentence);
    assertThat(delivered).isEmpty();
  }

  @Test
  void rejectsARepeatedHeaderWithoutAwaitingTheBody() throws IOException {
    assertThat(
            sendWithPendingBody(TestGateway.callbackHead() + "Twitch-Eventsub-Message-Id: two\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("twitch-eventsub-message-id is present more than once, expected it exactly once");
  }

  @Test
  void rejectsAnUnsignedCallbackWithoutAwaitingTheBody() throws IOException {
    assertThat(sendWithPendingBody("Content-Type: application/json\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains(
            "There is no signature: expected the headers of Twitch EventSub, or x-hub-signature.");
    assertThat(gateway.refusals("malformed")).isEqualTo(1);
  }

  private String sendWithPendingBody(String headers) throws IOException {
    return gateway.raw(
        "POST /api/callback HTTP/1.1\r\nHost: x\r\n" + headers + "Content-Length: 200\r\n\r\n");
  }

  @Test
  void acceptsCallbacksOfAnyOrigin() {
    answering(WebhookVerdict.accepted());

    var response =
        send(
            gateway
                .callback()
                .header("Origin", "https://elsewhere.test")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.ofString("{}")));

    assertThat(response.statusCode()).isEqualTo(204);
  }

  @Test
  void answersAVerificationOfIntent() {
    var asked = new ConcurrentLinkedQueue<VerifyIntent>();
    Contracts.VERIFY_INTENT.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          return Future.succeededFuture(WebhookVerdict.challenge(question.challenge()));
        });

    var response =
        gateway.get(
            PATH
                + "?websub=t-1_x&hub.mode=subscribe&hub.topic=a%3Fb%3D1&hub.challenge=c"
                + "&hub.lease_seconds=60");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("c");
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain");
    assertThat(asked)
        .containsExactly(
            new VerifyIntent("subscribe", "a?b=1", "c", "60", null, new Secret("t-1_x")));
  }

  @Test
  void forwardsTheTokenOfAHub() {
    answering(WebhookVerdict.accepted());

    post("?websub=t-1_x");
    post("?signed=1f3a9c20");
    post("?websub=one&websub=two");

    assertThat(delivered)
        .extracting(WebhookDelivery::hubToken)
        .containsExactly(new Secret("t-1_x"), null, null);
  }

  private void post(String query) {
    send(gateway.callback(query).POST(BodyPublishers.ofString("{}")));
  }

  @Test
  void rejectsAnUnrequestedSubscription() {
    Contracts.VERIFY_INTENT.serve(
        gateway.bus,
        question -> Future.succeededFuture(WebhookVerdict.refused(404, "Nothing was requested.")));

    var response = gateway.get(PATH + "?hub.mode=unsubscribe&hub.topic=t&hub.challenge=c");

    assertProblem(response, 404, "Nothing was requested.");
  }

  @Test
  void acceptsADenial() {
    Contracts.VERIFY_INTENT.serve(
        gateway.bus, question -> Future.succeededFuture(WebhookVerdict.accepted()));

    assertThat(gateway.get(PATH + "?hub.mode=denied&hub.topic=t").statusCode()).isEqualTo(204);
  }

  @Test
  void rejectsAnUnknownMode() {
    assertProblem(
        gateway.get(PATH + "?hub.mode=publish"),
        400,
        "The query parameter hub.mode is \"publish\", expected one of subscribe, unsubscribe,");
  }
}
