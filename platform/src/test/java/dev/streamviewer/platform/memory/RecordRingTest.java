package dev.streamviewer.platform.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordRingTest {
  private static final int HEAD = 8;

  private final RecordRing ring = new RecordRing(3, 200_000);

  @Test
  void findsRecordsByTheBeginningOfTheirKey() {
    add("m1", "first");
    add("m2", "other");
    add("m1#1", "second");

    assertThat(find("m1")).containsExactly("first", "second");
    assertThat(find("m1#")).containsExactly("second");
    assertThat(find("x")).isEmpty();
  }

  @Test
  void findsTheLastRecordOfAKey() {
    add("m1", "first");
    add("m1", "second");
    add("m1#1", "third");

    assertThat(ring.findLast(bytes("m1"))).hasValue(bytes("second"));
    assertThat(ring.findLast(bytes("m"))).isEmpty();
  }

  @Test
  void forgetsTheOldestBeyondItsNumber() {
    for (var i = 0; i < 4; i++) {
      add("m" + i, "value" + i);
    }

    assertThat(find("m")).containsExactly("value1", "value2", "value3");
    assertThat(ring.size()).isEqualTo(3);
  }

  @Test
  void ignoresARecordThatNeverFits() {
    add("m1", "first");
    add("m2", "x".repeat(200_000));

    assertThat(find("m")).containsExactly("first");
  }

  @Test
  void keepsRecordsOfAnyLengthAroundTheEndOfItsArray() {
    var most = 1_000;
    var small = new RecordRing(Integer.MAX_VALUE, most);
    var expected = new ArrayDeque<String>();
    var random = new Random(7);
    for (var i = 0; i < 5_000; i++) {
      var value = i + "x".repeat(random.nextInt(150));
      small.add(bytes("k"), bytes(value));
      expected.add(value);
      while (expected.stream().mapToInt(it -> HEAD + 1 + it.length()).sum() > most) {
        expected.remove();
      }
      assertThat(texts(small.find(bytes("k")))).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void keepsAllRecordsWhileItGrows() {
    var large = new RecordRing(Integer.MAX_VALUE, 1_000_000);
    for (var i = 0; i < 9_000; i++) {
      large.add(bytes("k" + i), bytes("value of " + i + "x".repeat(70)));
    }

    assertThat(large.size()).isEqualTo(9_000);
    assertThat(large.findLast(bytes("k0"))).isPresent();
    assertThat(large.findLast(bytes("k8999"))).isPresent();
  }

  private void add(String key, String value) {
    ring.add(bytes(key), bytes(value));
  }

  private List<String> find(String key) {
    return texts(ring.find(bytes(key)));
  }

  private static List<String> texts(List<byte[]> values) {
    return values.stream().map(value -> new String(value, UTF_8)).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
