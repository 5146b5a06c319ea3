package dev.streamviewer.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The examples of FIPS 180-4 for the text "abc". */
class Sha2Test {
  private static final byte[] ABC = {'a', 'b', 'c'};

  @Test
  void computesSha256() {
    var expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    assertThat(hex(Sha2.sha256(ABC))).isEqualTo(expected);
    assertThat(hex(Sha2.sha256("abc"))).isEqualTo(expected);
  }

  @Test
  void computesSha384() {
    assertThat(hex(Sha2.sha384(ABC)))
        .isEqualTo(
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163"
                + "1a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7");
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
