package dev.streamviewer.webhook.helix;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.webhook.VirtualTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchLoaderTest {
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-23T20:00:00Z"));
  private final List<List<String>> calls = new ArrayList<>();
  private final List<Promise<Map<String, String>>> answers = new ArrayList<>();
  private final BatchLoader<String> loader = new BatchLoader<>(this::call, time);

  @Test
  void combinesLookupsOfAFewMilliseconds() {
    var one = loader.ask("one");
    time.runFor(Duration.ofMillis(3));
    var two = loader.ask("two");
    time.runFor(Duration.ofMillis(3));

    answer(0);

    assertThat(calls).containsExactly(List.of("one", "two"));
    assertThat(one.result()).contains("one");
    assertThat(two.result()).contains("two");
  }

  @Test
  void sharesALookupOfTheSameKey() {
    var first = loader.ask("one");
    time.runFor(Duration.ofMillis(10));
    var second = loader.ask("one");

    answer(0);

    assertThat(calls).hasSize(1);
    assertThat(first.result()).isEqualTo(second.result());
  }

  @Test
  void returnsEmptyForAnUnknownKey() {
    var nobody = loader.ask("nobody");
    time.runFor(Duration.ofMillis(10));

    answers.get(0).complete(Map.of());

    assertThat(nobody.result()).isEmpty();
  }

  @Test
  void runsTwoCallsOfAHundredKeysAtMost() {
    IntStream.range(0, 450).forEach(i -> loader.ask("name" + i));
    time.runFor(Duration.ofMillis(10));
    assertThat(calls).extracting(List::size).containsExactly(100, 100);

    answer(0);

    assertThat(calls).extracting(List::size).containsExactly(100, 100, 100);
  }

  @Test
  void combinesMoreLookupsWhileTwitchIsSlow() {
    for (var i = 0; i < 60; i++) {
      loader.ask("name" + i);
      time.runFor(Duration.ofMillis(10));
    }
    answer(0);

    assertThat(calls).extracting(List::size).containsExactly(1, 1, 58);
  }

  @Test
  void failsAllLookupsOfACallAndRecovers() {
    var first = loader.ask("one");
    time.runFor(Duration.ofMillis(10));
    answers.get(0).fail("Twitch is down");
    assertThat(first.failed()).isTrue();

    var second = loader.ask("one");
    time.runFor(Duration.ofMillis(10));
    answer(1);

    assertThat(second.result()).contains("one");
  }

  @Test
  void isolatesAMalformedKeyWithinFifteenCalls() {
    var others = IntStream.range(0, 99).mapToObj(i -> loader.ask("name" + i)).toList();
    var bad = loader.ask("a@b");
    time.runFor(Duration.ofMillis(10));

    for (var call = 0; call < answers.size(); call++) {
      answerOrRefuse(call);
    }

    assertThat(others).allSatisfy(it -> assertThat(it.result()).isPresent());
    assertThat(bad.cause()).hasMessage("bad");
    assertThat(calls).hasSizeLessThanOrEqualTo(15);
    assertThat(loader.ask("later")).isNotNull();
    time.runFor(Duration.ofMillis(10));
    assertThat(calls.get(calls.size() - 1)).containsExactly("later");
  }

  @Test
  void stopsHalvingAfterAFewCalls() {
    var all = IntStream.range(0, 100).mapToObj(i -> loader.ask("name" + i)).toList();
    time.runFor(Duration.ofMillis(10));

    for (var call = 0; call < answers.size(); call++) {
      answers.get(call).fail(new BusFailure(Reason.INVALID, "bad"));
    }

    assertThat(all).allSatisfy(it -> assertThat(it.failed()).isTrue());
    assertThat(calls).hasSizeLessThanOrEqualTo(15);
  }

  @Test
  void refusesOnlyKeysThatWereRequestedAlone() {
    var all = IntStream.range(0, 100).mapToObj(i -> loader.ask("name" + i)).toList();
    time.runFor(Duration.ofMillis(10));

    for (var call = 0; call < answers.size(); call++) {
      answers.get(call).fail(new BusFailure(Reason.INVALID, "bad"));
    }

    var alone = calls.stream().filter(it -> it.size() == 1).map(it -> it.get(0)).toList();
    for (var i = 0; i < all.size(); i++) {
      var expected = alone.contains("name" + i) ? Reason.INVALID : Reason.BUSY;
      assertThat(((BusFailure) all.get(i).cause()).reason()).isEqualTo(expected);
    }
  }

  @Test
  void isolatesTwoMalformedKeysOfEight() {
    var all = IntStream.range(0, 6).mapToObj(i -> loader.ask("name" + i)).toList();
    var bad = List.of(loader.ask("a@b"), loader.ask("a@c"));
    time.runFor(Duration.ofMillis(10));

    for (var call = 0; call < answers.size(); call++) {
      if (calls.get(call).contains("a@c")) {
        answers.get(call).fail(new BusFailure(Reason.INVALID, "bad"));
      } else {
        answerOrRefuse(call);
      }
    }

    assertThat(all).allSatisfy(it -> assertThat(it.result()).isPresent());
    assertThat(bad).allSatisfy(it -> assertThat(it.cause()).hasMessage("bad"));
  }

  @Test
  void refusesLookupsBeyondTheCapacity() {
    IntStream.range(0, 5_000).forEach(i -> loader.ask("name" + i));

    assertThat(loader.ask("one more").cause()).hasMessageContaining("Too many lookups");
  }

  @Test
  void answersLookupsWhoseCallCannotBegin() {
    var broken =
        new BatchLoader<String>(
            keys -> {
              throw new IllegalStateException("broken");
            },
            time);

    for (var i = 0; i < 5; i++) {
      var lookup = broken.ask("one");
      time.runFor(Duration.ofMillis(10));

      assertThat(lookup.cause()).hasMessage("broken");
    }
  }

  private Future<Map<String, String>> call(List<String> keys) {
    calls.add(keys);
    var answer = Promise.<Map<String, String>>promise();
    answers.add(answer);
    return answer.future();
  }

  private void answerOrRefuse(int call) {
    if (calls.get(call).contains("a@b")) {
      answers.get(call).fail(new BusFailure(Reason.INVALID, "bad"));
    } else {
      answer(call);
    }
  }

  private void answer(int call) {
    answers.get(call).complete(calls.get(call).stream().collect(toMap(identity(), identity())));
  }
}
