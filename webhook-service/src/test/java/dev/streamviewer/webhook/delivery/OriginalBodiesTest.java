package dev.streamviewer.webhook.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.event.FindOriginalBody;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class OriginalBodiesTest {
  private static final JsonObject RAID = new JsonObject().put("viewers", 3).putNull("note");

  private AsyncMap<String, String> map;
  private OriginalBodies bodies;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    map = vertx.sharedData().<String, String>getLocalAsyncMap("bodies").await(5, SECONDS);
    bodies = new OriginalBodies(map, false);
  }

  @Test
  void findsWhatTwitchSent() throws Exception {
    bodies.keep("m1", RAID);

    assertThat(find("m1")).isEqualTo(RAID);
  }

  @Test
  void findsTheBodyOfAnotherProcess() throws Exception {
    new OriginalBodies(map, false).keep("m1", RAID);

    assertThat(find("m1")).isEqualTo(RAID);
  }

  @Test
  void findsNoBodyOfAnUnknownEvent() throws Exception {
    assertThat(find("m1")).isNull();
  }

  @Test
  void keepsNoVeryLongBody() throws Exception {
    bodies.keep("m1", body(OriginalBodies.LONGEST));

    assertThat(find("m1")).isNull();
  }

  @Test
  void removesTheOldestBodiesWhenFull() throws Exception {
    var size = OriginalBodies.LONGEST - 100;
    var count = 2 * OriginalBodies.CAPACITY / size;
    IntStream.range(0, count).forEach(i -> bodies.keep("m" + i, body(size)));

    assertThat(map.size().await(5, SECONDS)).isBetween(count / 2 - 2, count / 2);
    assertThat(find("m0")).isNull();
    assertThat(find("m" + (count - 1))).isNotNull();
  }

  private JsonObject find(String id) throws Exception {
    return bodies.find(new FindOriginalBody("tfue", id)).await(5, SECONDS).body();
  }

  private static JsonObject body(int length) {
    return new JsonObject().put("text", "x".repeat(length));
  }
}
