package dev.streamviewer.demo.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.demo.support.TestDemo;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that events also go to an SNS topic, by Amazon's library with its default credentials
 * chain.
 */
class SnsIT {
  private static final Map<String, String> KEYS =
      Map.of("aws.accessKeyId", "AKIDEXAMPLE", "aws.secretAccessKey", "secret-key");

  private static TestDemo demo;
  private static SandboxControl control;

  @BeforeAll
  static void start() {
    KEYS.forEach(System::setProperty);
    demo =
        TestDemo.start(
            Map.of("SNS_TOPIC_ARN", "arn:aws:sns:eu-west-1:123456789012:events"),
            Clock.systemUTC());
    control = demo.control();
    var visitor = demo.visitor();
    visitor.signIn("tfue");
    assertThat(visitor.send("PUT", "/api/streamers/hubveteran/watch").statusCode()).isEqualTo(200);
    control.awaitSubscription("hubveteran", "channel.update");
    // The first call of Amazon's library may take longer than a delivery, and be repeated.
    control.awaitDelivery(happen(), "delivered");
  }

  @AfterAll
  static void stop() {
    demo.close();
    KEYS.keySet().forEach(System::clearProperty);
  }

  @AfterEach
  void heal() {
    control.clearFaults();
  }

  @Test
  void publishesToPusherAndSnsWithFilterAttributes() {
    var id = happen();

    control.awaitDelivery(id, "delivered");
    assertThat(control.timesPublished(id)).isEqualTo(1);
    assertThat(control.snsMessages(id))
        .singleElement()
        .extracting(it -> it.getJsonObject("attributes"))
        .isEqualTo(new JsonObject().put("type", "channel.update").put("streamer", "hubveteran"));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500})
  void requestsARetryWhileTheTopicFailsAndPublishesOnce(int status) {
    control.addFault("sns", "status", new JsonObject().put("status", status).put("times", 1));

    var id = happen();
    control.awaitPublished(id);

    await().until(() -> !control.snsMessages(id).isEmpty());
    control.awaitDelivery(id, "delivered");
    assertThat(control.delivery(id).orElseThrow().getInteger("attempts")).isGreaterThan(1);
    assertThat(control.timesPublished(id)).isEqualTo(1);
    assertThat(control.snsMessages(id)).hasSize(1);
  }

  @Test
  void skipsMessagesThatTheTopicRejects() {
    control.addFault("sns", "status", new JsonObject().put("status", 400));

    var id = happen();

    control.awaitDelivery(id, "delivered");
    assertThat(control.timesPublished(id)).isEqualTo(1);
    assertThat(control.snsMessages(id)).isEmpty();
  }

  private static String happen() {
    return control.happen("channel.update", "hubveteran", new JsonObject()).get(0);
  }
}
