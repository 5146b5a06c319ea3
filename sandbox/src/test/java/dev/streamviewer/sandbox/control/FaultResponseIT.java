package dev.streamviewer.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.SandboxResponse;
import dev.streamviewer.sandbox.TestSandbox;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Responses of a fault in place of the real ones. */
class FaultResponseIT {
  private final TestSandbox sandbox = TestSandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void answersWithTheGivenBody() {
    var body = new JsonObject().put("user_id", "12").put("odd", true);
    fault(
        new JsonObject()
            .put("target", "oauth")
            .put("path", "/validate")
            .put("mode", "answer")
            .put("body", body));

    var answer = sandbox.get("/oauth2/validate");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(body);
  }

  @Test
  void answersWithTheGivenText() {
    fault(
        new JsonObject()
            .put("target", "helix")
            .put("mode", "status")
            .put("status", 502)
            .put("text", "<html>"));

    var answer = sandbox.get("/helix/users");

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.body()).isEqualTo("<html>");
  }

  @Test
  void answersWithTheGivenErrorMessage() {
    fault(
        new JsonObject()
            .put("target", "oauth")
            .put("mode", "status")
            .put("status", 403)
            .put("message", "invalid client secret"));

    assertThat(sandbox.get("/oauth2/validate").json())
        .isEqualTo(new JsonObject().put("status", 403).put("message", "invalid client secret"));
  }

  @Test
  void failsAnSnsRequestWithTheGivenCode() {
    fault(
        new JsonObject()
            .put("target", "sns")
            .put("mode", "status")
            .put("status", 400)
            .put("error", "KMSThrottling")
            .put("message", "<slow>"));

    var answer = publishTwo();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("<Code>KMSThrottling</Code><Message>&lt;slow></Message>");
    assertThat(snsMessages()).isEmpty();
  }

  @Test
  void rejectsOneMessageOfAnSnsBatch() {
    fault(
        new JsonObject()
            .put("target", "sns")
            .put("mode", "partial")
            .put("entry", 1)
            .put("status", 400)
            .put("error", "InvalidParameter"));

    var answer = publishTwo();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("<Successful><member><Id>a</Id>")
        .contains("<Failed><member><Id>b</Id><Code>InvalidParameter</Code>")
        .contains("<SenderFault>true</SenderFault>");
    assertThat(snsMessages()).hasSize(1);
  }

  @Test
  void rejectsPartialFailuresOfOtherTargets() {
    var answer =
        sandbox.post(
            "/sandbox/faults", new JsonObject().put("target", "helix").put("mode", "partial"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("detail")).contains("partial is for sns only");
  }

  private void fault(JsonObject fault) {
    assertThat(sandbox.post("/sandbox/faults", fault).status()).isEqualTo(201);
  }

  /** Publishes two messages in one SNS batch, signed in form. */
  private SandboxResponse publishTwo() {
    var entry = "PublishBatchRequestEntries.member.";
    return sandbox.send(
        "POST",
        sandbox.sandbox().pusherUrl() + "/",
        BodyPublishers.ofString(
            TestSandbox.encode(
                Map.of(
                    "Action",
                    "PublishBatch",
                    "TopicArn",
                    "arn:aws:sns:eu-west-1:123456789012:events",
                    entry + "1.Id",
                    "a",
                    entry + "1.Message",
                    "first",
                    entry + "2.Id",
                    "b",
                    entry + "2.Message",
                    "second"))),
        "Content-Type",
        "application/x-www-form-urlencoded",
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/eu-west-1/sns/aws4_request,"
            + " SignedHeaders=host, Signature="
            + "0".repeat(64));
  }

  private JsonArray snsMessages() {
    return sandbox.state().getJsonObject("sns").getJsonArray("messages");
  }
}
