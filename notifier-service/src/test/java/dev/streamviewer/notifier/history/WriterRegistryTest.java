package dev.streamviewer.notifier.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.notifier.VirtualTime;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriterRegistryTest {
  private final VirtualTime time = new VirtualTime();
  private final MemoryMap map = new MemoryMap();

  @Test
  void listsAllWriters() {
    var one = announced("one");
    announced("two");

    assertThat(one.read().result()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void repairsAnEntryThatLostWriters() {
    var one = announced("one");
    var gone = announced("gone");
    gone.announce();
    one.announce();
    map.entries().clear();
    announced("two");

    one.announce();

    assertThat(announced("late").read().result())
        .containsExactlyInAnyOrder("one", "gone", "two", "late");
  }

  @Test
  void writesNothingIfTheEntryIsComplete() {
    var one = announced("one");
    var before = map.writes();

    one.announce();

    assertThat(map.writes()).isEqualTo(before);
  }

  @Test
  void forgetsWritersThatWereGoneForHalfADay() {
    announced("gone");
    time.runFor(Duration.ofHours(13));

    assertThat(announced("late").read().result()).containsExactly("late");
  }

  @Test
  void keepsTheNewestOfManyWriters() {
    var living = announced("living");
    for (var i = 0; i < 100; i++) {
      announced("restarted" + i);
      time.runFor(Duration.ofMinutes(1));
      living.announce();
    }

    assertThat(living.read().result())
        .hasSizeLessThanOrEqualTo(65)
        .contains("living")
        .containsAll(IntStream.range(50, 100).mapToObj(i -> "restarted" + i).toList());
  }

  private WriterRegistry announced(String name) {
    var registry = new WriterRegistry(map, time, name);
    registry.announce();
    return registry;
  }
}
