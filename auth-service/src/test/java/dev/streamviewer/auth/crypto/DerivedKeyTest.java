package dev.streamviewer.auth.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Secret;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DerivedKeyTest {
  /** Appendix A.3 of RFC 5869: 22 bytes of 0x0b, no salt, no label; its first 32 bytes. */
  @Test
  void matchesTheTestVectorOfRfc5869() {
    var key = DerivedKey.of(new Secret("\u000b".repeat(22)), "");

    assertThat(HexFormat.of().formatHex(key.aes().getEncoded()))
        .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
  }

  @Test
  void differsByPurposeAndSecret() {
    var secret = new Secret("hush");

    assertThat(DerivedKey.of(secret, "one").sign("x"))
        .isEqualTo(DerivedKey.of(secret, "one").sign("x"))
        .isNotEqualTo(DerivedKey.of(secret, "two").sign("x"))
        .isNotEqualTo(DerivedKey.of(new Secret("another"), "one").sign("x"));
  }
}
