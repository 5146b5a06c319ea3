package dev.streamviewer.webhook.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The example of FIPS 180-4 for the text "abc". */
class MarkKeyTest {
  @Test
  void carriesTheFirstHalfOfTheDigest() {
    assertThat(HexFormat.of().formatHex(MarkKey.of("abc").digest()))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223");
  }

  @Test
  void showsTheKeyInLogs() {
    assertThat(MarkKey.of("abc")).hasToString("abc");
  }
}
