package dev.streamviewer.platform.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundedMapTest {
  @Test
  void evictsTheEntryThatWasAddedFirst() {
    var map = filled(BoundedMap.inOrderOfArrival(2));

    map.replace("a", 3);
    map.put("c", 3);

    assertThat(map).containsOnlyKeys("b", "c");
  }

  @Test
  void evictsTheEntryThatWasUsedLongestAgo() {
    var map = filled(BoundedMap.inOrderOfUse(2));

    map.get("a");
    map.put("c", 3);

    assertThat(map).containsOnlyKeys("a", "c");
  }

  @Test
  void reportsEvictedKeys() {
    var evicted = new ArrayList<String>();
    var map = filled(BoundedMap.inOrderOfArrival(2, evicted::add));
    assertThat(evicted).isEmpty();

    map.put("c", 3);

    assertThat(evicted).containsExactly("a");
  }

  private static Map<String, Integer> filled(Map<String, Integer> map) {
    map.put("a", 1);
    map.put("b", 2);
    return map;
  }
}
