package dev.streamviewer.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-29T03:00:00Z",
        "2024-02-29T23:59:59.9Z",
        "2026-11-29T03:00:00.123456789Z",
        "2026-11-29T03:00:00.000000001Z",
        "0001-01-01T00:00:00Z"
      })
  void readsATimeAsJavaDoes(String text) {
    assertThat(UtcTimes.parse(text)).hasValue(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-11-29T03:00:00",
        "2026-11-29T03:00:00.Z",
        "2026-11-29T03:00:00.1234567890Z",
        "2026-11-29T03:00:00.12x4Z",
        "2026-11-29T03:00:00x1Z",
        "2026-11-29T03:00:00+00:00",
        "2026-11-29t03:00:00z",
        "2026-11-29 03:00:00Z",
        "2026-13-29T03:00:00Z",
        "2025-02-29T03:00:00Z",
        "2026-11-29T24:00:00Z",
        "2026-11-29T03:00:60Z",
        "-026-11-29T03:00:00Z",
        "２026-11-29T03:00:00Z"
      })
  void readsNoOtherForm(String text) {
    assertThat(UtcTimes.parse(text)).isEmpty();
  }

  @Test
  void readsAnyTimeAsJavaDoes() {
    var random = new Random(7);
    for (var i = 0; i < 10_000; i++) {
      var time =
          Instant.ofEpochSecond(
              random.nextLong(0, 4_000_000_000L), random.nextLong(0, 1_000_000_000L));
      assertThat(UtcTimes.parse(time.toString())).hasValue(time);
    }
  }
}
