package dev.streamviewer.auth.crypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenCipherTest {
  private static final String TOKEN = "cfabdegwdoklmawdzdo98xt2fo512y";

  private final TokenCipher cipher = new TokenCipher(new Secret("hush"));

  @Test
  void decryptsACiphertextOfAnotherProcess() {
    var encrypted = cipher.encrypt(TOKEN, "entry");

    assertThat(new TokenCipher(new Secret("hush")).decrypt(encrypted, "entry")).contains(TOKEN);
  }

  @Test
  void revealsNoPartOfTheText() {
    var bytes = Base64.getUrlDecoder().decode(cipher.encrypt(TOKEN, "entry"));

    var parts =
        IntStream.rangeClosed(0, TOKEN.length() - 4).mapToObj(at -> TOKEN.substring(at, at + 4));
    assertThat(parts).noneMatch(new String(bytes, ISO_8859_1)::contains);
  }

  @Test
  void encryptsTheSameTextDifferentlyEachTime() {
    assertThat(cipher.encrypt(TOKEN, "entry")).isNotEqualTo(cipher.encrypt(TOKEN, "entry"));
  }

  @Test
  void rejectsACiphertextOfAnotherSecret() {
    var encrypted = cipher.encrypt(TOKEN, "entry");

    assertThat(new TokenCipher(new Secret("another")).decrypt(encrypted, "entry")).isEmpty();
  }

  @Test
  void rejectsACiphertextMovedToAnotherEntry() {
    assertThat(cipher.decrypt(cipher.encrypt(TOKEN, "entry"), "another")).isEmpty();
  }

  @Test
  void rejectsADamagedCiphertext() {
    var bytes = Base64.getUrlDecoder().decode(cipher.encrypt(TOKEN, "entry"));
    var flipped = bytes.clone();
    flipped[bytes.length - 1] ^= 1;

    assertThat(List.of(flipped, Arrays.copyOf(bytes, 12), Arrays.copyOf(bytes, 3), new byte[0]))
        .allSatisfy(
            damaged ->
                assertThat(cipher.decrypt(Base64.getUrlEncoder().encodeToString(damaged), "entry"))
                    .isEmpty());
    assertThat(cipher.decrypt("no base64!", "entry")).isEmpty();
    assertThat(cipher.decrypt(null, "entry")).isEmpty();
  }
}
