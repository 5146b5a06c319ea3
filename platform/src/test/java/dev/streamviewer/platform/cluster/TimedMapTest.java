package dev.streamviewer.platform.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.testing.InterceptedMap;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class TimedMapTest {
  @Test
  void failsWhenTheClusterDoesNotAnswer(Vertx vertx) throws Exception {
    var silent = new TimedMap<>(InterceptedMap.before(local(vertx), ".*", this::never));

    assertThatThrownBy(() -> silent.put("a", "1", 1_000).await(60, SECONDS))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void worksAsTheMap(Vertx vertx) throws Exception {
    var map = new TimedMap<>(local(vertx));

    map.put("a", "1").await(60, SECONDS);
    assertThat(map.putIfAbsent("a", "2").await(60, SECONDS)).isEqualTo("1");
    assertThat(map.putIfAbsent("b", "2", 60_000).await(60, SECONDS)).isNull();
    assertThat(map.replace("a", "3").await(60, SECONDS)).isEqualTo("1");
    assertThat(map.replaceIfPresent("a", "3", "4", 60_000).await(60, SECONDS)).isTrue();
    assertThat(map.replaceIfPresent("a", "3", "5").await(60, SECONDS)).isFalse();
    assertThat(map.get("a").await(60, SECONDS)).isEqualTo("4");
    assertThat(map.keys().await(60, SECONDS)).isEqualTo(Set.of("a", "b"));
    assertThat(map.values().await(60, SECONDS)).containsAll(List.of("4", "2"));
    assertThat(map.entries().await(60, SECONDS)).isEqualTo(Map.of("a", "4", "b", "2"));
    assertThat(map.removeIfPresent("a", "9").await(60, SECONDS)).isFalse();
    assertThat(map.remove("a").await(60, SECONDS)).isEqualTo("4");
    assertThat(map.size().await(60, SECONDS)).isEqualTo(1);
    map.clear().await(60, SECONDS);
    assertThat(map.size().await(60, SECONDS)).isZero();
  }

  private Future<?> never() {
    return Promise.promise().future();
  }

  private static AsyncMap<String, String> local(Vertx vertx) throws Exception {
    return vertx.sharedData().<String, String>getLocalAsyncMap("timed").await(60, SECONDS);
  }
}
