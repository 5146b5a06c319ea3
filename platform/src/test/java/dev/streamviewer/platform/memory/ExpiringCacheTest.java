package dev.streamviewer.platform.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.testing.TestClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpiringCacheTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestClock clock = new TestClock();
  private final ExpiringCache<String, String> cache = new ExpiringCache<>(100, clock);
  private final List<Promise<String>> loads = new ArrayList<>();

  @Test
  void keepsAValueForItsTime() {
    cache.put("key", "value", MINUTE);

    clock.advance(MINUTE.minusMillis(1));
    assertThat(cache.find("key")).contains("value");
    clock.advance(Duration.ofMillis(1));
    assertThat(cache.find("key")).isEmpty();
  }

  @Test
  void expiresValuesThatAreReadOften() {
    cache.put("key", "value", MINUTE);

    for (var second = 0; second < 60; second++) {
      cache.find("key");
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(cache.find("key")).isEmpty();
  }

  @Test
  void replacesAValueAndItsTime() {
    cache.put("key", "old", MINUTE);

    cache.put("key", "new", MINUTE.multipliedBy(2));
    clock.advance(MINUTE);

    assertThat(cache.find("key")).contains("new");
  }

  @Test
  void removesAValue() {
    cache.put("key", "value", MINUTE);

    cache.remove("key");

    assertThat(cache.find("key")).isEmpty();
  }

  @Test
  void evictsValuesWhenFull() {
    IntStream.range(0, 1_000).forEach(i -> cache.put("key" + i, "value", MINUTE));

    assertThat(IntStream.range(0, 1_000).filter(i -> cache.find("key" + i).isPresent()).count())
        .isEqualTo(100);
  }

  @Test
  void loadsAMissingValue() {
    assertThat(cache.getOrLoad("key", () -> Future.succeededFuture("loaded")).result())
        .isEqualTo("loaded");
  }

  @Test
  void doesNotLoadACachedValue() {
    cache.put("key", "value", MINUTE);

    assertThat(cache.getOrLoad("key", this::load).result()).isEqualTo("value");
    assertThat(loads).isEmpty();
  }

  @Test
  void sharesALoadUnderWay() {
    var first = cache.getOrLoad("key", this::load);
    var second = cache.getOrLoad("key", this::load);

    loads.get(0).complete("loaded");

    assertThat(loads).hasSize(1);
    assertThat(first.result()).isEqualTo("loaded");
    assertThat(second.result()).isEqualTo("loaded");
  }

  @Test
  void loadsAgainAfterAFailure() {
    cache.getOrLoad("key", this::load);

    loads.get(0).fail("unreachable");
    cache.getOrLoad("key", this::load);

    assertThat(loads).hasSize(2);
  }

  private Future<String> load() {
    var load = Promise.<String>promise();
    loads.add(load);
    return load.future();
  }
}
