package dev.streamviewer.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events go to an SNS topic as well, by Amazon's library and its usual way to credentials. */
class SnsIT {
  private static final Map<String, String> KEYS =
      Map.of("aws.accessKeyId", "AKIDEXAMPLE", "aws.secretAccessKey", "secret-key");

  private static TestDemo demo;
  private static DemoControl backstage;

  @BeforeAll
  static void start() {
    KEYS.forEach(System::setProperty);
    demo =
        TestDemo.start(
            Map.of("SNS_TOPIC_ARN", "arn:aws:sns:eu-west-1:123456789012:events"),
            Clock.systemUTC());
    backstage = demo.backstage();
    var visitor = demo.visitor();
    visitor.signIn("tfue");
    assertThat(visitor.send("PUT", "/api/streamers/hubveteran/watch").statusCode()).isEqualTo(200);
    backstage.awaitSubscription("hubveteran", "channel.update");
  }

  @AfterAll
  static void stop() {
    demo.close();
    KEYS.keySet().forEach(System::clearProperty);
  }

  @AfterEach
  void heal() {
    backstage.clearTrouble();
  }

  @Test
  void anEventReachesBothWithTheAttributesToFilterBy() {
    var id = happen();

    backstage.awaitDelivery(id, "delivered");
    assertThat(backstage.timesPublished(id)).isEqualTo(1);
    assertThat(backstage.atSns(id))
        .singleElement()
        .extracting(it -> it.getJsonObject("attributes"))
        .isEqualTo(new JsonObject().put("type", "channel.update").put("streamer", "hubveteran"));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500})
  void whileTheTopicFailsTwitchIsAskedToSendAgainAndPusherGetsItOnce(int status) {
    backstage.trouble("sns", "status", new JsonObject().put("status", status).put("times", 1));

    var id = happen();
    backstage.awaitPublished(id);

    await().atMost(Duration.ofSeconds(30)).until(() -> !backstage.atSns(id).isEmpty());
    backstage.awaitDelivery(id, "delivered");
    assertThat(backstage.delivery(id).orElseThrow().getInteger("attempts")).isGreaterThan(1);
    assertThat(backstage.timesPublished(id)).isEqualTo(1);
    assertThat(backstage.atSns(id)).hasSize(1);
  }

  @Test
  void whatTheTopicWillNeverTakeHoldsNothingUp() {
    backstage.trouble("sns", "status", new JsonObject().put("status", 400));

    var id = happen();

    backstage.awaitDelivery(id, "delivered");
    assertThat(backstage.timesPublished(id)).isEqualTo(1);
    assertThat(backstage.atSns(id)).isEmpty();
  }

  private static String happen() {
    return backstage.happen("channel.update", "hubveteran", new JsonObject()).get(0);
  }
}
