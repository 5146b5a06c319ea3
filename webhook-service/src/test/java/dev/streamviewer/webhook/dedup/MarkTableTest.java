package dev.streamviewer.webhook.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTableTest {
  private static final int CAPACITY = 50;

  private final MarkTable table = new MarkTable(CAPACITY);

  @Test
  void isEmptyAtFirst() {
    assertThat(table.isEmpty()).isTrue();
    assertThat(table.get(key(0, 0))).isZero();
    assertThat(table.oldestValue()).isZero();
    table.remove(key(1, 2));
    table.removeOldest();
    assertThat(table.size()).isZero();
  }

  @Test
  void distinguishesKeysThatShareOneHalf() {
    table.put(key(1, 2), 10);
    table.put(key(3, 2), 20);
    table.put(key(1, 4), 30);

    assertThat(table.get(key(1, 2))).isEqualTo(10);
    assertThat(table.get(key(3, 2))).isEqualTo(20);
    assertThat(table.get(key(1, 4))).isEqualTo(30);
    assertThat(table.get(key(3, 4))).isZero();
  }

  @Test
  void evictsTheOldestAndMovesARepeatedKeyToTheEnd() {
    for (var key = 1; key <= CAPACITY; key++) {
      table.put(key(0, key), key);
    }
    table.put(key(0, 1), 1);

    table.put(key(0, 99), 99);

    assertThat(table.size()).isEqualTo(CAPACITY);
    assertThat(table.get(key(0, 1))).isEqualTo(1);
    assertThat(table.get(key(0, 2))).isZero();
    assertThat(table.oldestValue()).isEqualTo(3);
  }

  /** The second capacity makes the arrays grow three times. */
  @ParameterizedTest
  @ValueSource(ints = {CAPACITY, 5_000})
  void behavesLikeALinkedHashMap(int capacity) {
    var marks = new MarkTable(capacity);
    var random = new Random(7);
    var map = new LinkedHashMap<Long, Long>();
    for (var step = 1L; step < 200_000; step++) {
      var key = random.nextLong(capacity * 12L / 5);
      switch (random.nextInt(8)) {
        case 0 -> {
          map.remove(key);
          marks.remove(key(key, key / 2));
        }
        case 1 -> {
          map.keySet().stream().findFirst().ifPresent(map::remove);
          marks.removeOldest();
        }
        default -> {
          map.remove(key);
          if (map.size() == capacity) {
            map.remove(map.keySet().iterator().next());
          }
          map.put(key, step);
          marks.put(key(key, key / 2), step);
        }
      }
      assertThat(marks.size()).isEqualTo(map.size());
      assertThat(marks.get(key(key, key / 2))).isEqualTo(map.getOrDefault(key, 0L));
      assertThat(marks.oldestValue()).isEqualTo(map.values().stream().findFirst().orElse(0L));
    }
  }

  private static MarkKey key(long high, long low) {
    return new MarkKey("", high, low);
  }
}
