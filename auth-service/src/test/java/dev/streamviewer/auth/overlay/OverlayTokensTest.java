package dev.streamviewer.auth.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.auth.crypto.DerivedKey;
import dev.streamviewer.auth.crypto.RandomIds;
import dev.streamviewer.platform.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-28T20:00:00Z");
  private static final Secret SECRET = new Secret("hush");

  private final OverlayTokens tokens = new OverlayTokens(SECRET);
  private final OverlayGrant grant =
      new OverlayGrant("12", "tfue", RandomIds.next(), NOW.plusSeconds(60));

  @Test
  void readsWhatItWrote() {
    assertThat(tokens.read(tokens.write(grant), NOW)).contains(grant);
    assertThat(new OverlayTokens(SECRET).read(tokens.write(grant), NOW)).contains(grant);
  }

  @Test
  void refusesATokenWithAnyChangedCharacter() {
    var token = tokens.write(grant).value();

    for (var at = 0; at < token.length(); at++) {
      for (var other : "AQgw_.9".toCharArray()) {
        if (token.charAt(at) != other) {
          var changed = token.substring(0, at) + other + token.substring(at + 1);
          assertThat(tokens.read(new Secret(changed), NOW)).as(changed).isEmpty();
        }
      }
    }
  }

  @Test
  void refusesEveryPartOfATokenAndAnyAddition() {
    var token = tokens.write(grant).value();

    for (var length = 0; length < token.length(); length++) {
      assertThat(tokens.read(new Secret(token.substring(0, length)), NOW)).isEmpty();
      assertThat(tokens.read(new Secret(token.substring(length + 1)), NOW)).isEmpty();
    }
    for (var addition : new String[] {"A", "=", ".", "\n", " ", "\u0000", ".A"}) {
      assertThat(tokens.read(new Secret(token + addition), NOW)).isEmpty();
      assertThat(tokens.read(new Secret(addition + token), NOW)).isEmpty();
    }
  }

  @Test
  void refusesContentWithTheSignatureOfAnother() {
    var mine = tokens.write(grant).value().split("\\.");
    var other =
        tokens
            .write(new OverlayGrant("13", "ninja", grant.version(), grant.expiresAt()))
            .value()
            .split("\\.");

    assertThat(tokens.read(new Secret(other[0] + "." + mine[1]), NOW)).isEmpty();
  }

  @Test
  void refusesATokenOfAnotherClientSecret() {
    var foreign = new OverlayTokens(new Secret("hush2")).write(grant);

    assertThat(tokens.read(foreign, NOW)).isEmpty();
  }

  @Test
  void refusesASignatureForAnotherPurpose() {
    var content = tokens.write(grant).value().split("\\.")[0];
    for (var purpose :
        new String[] {"", "streamer-event-viewer session tokens 1", "streamer-event-viewer"}) {
      var signature =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(DerivedKey.of(SECRET, purpose).sign(content));

      assertThat(tokens.read(new Secret(content + "." + signature), NOW)).isEmpty();
    }
  }

  @Test
  void refusesATokenFromItsExpiryOn() {
    var token = tokens.write(grant);

    assertThat(tokens.read(token, grant.expiresAt().minusMillis(1))).isPresent();
    assertThat(tokens.read(token, grant.expiresAt())).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", ".", "..", "a.b", "null", "🎮.🎮", "eyJhbGciOiJub25lIn0.e30."})
  void refusesATextThatIsNoToken(String text) {
    assertThat(tokens.read(new Secret(text), NOW)).isEmpty();
  }

  @Test
  void refusesAHugeText() {
    var huge = "A".repeat(1_000_000) + "." + "A".repeat(43);

    assertThat(tokens.read(new Secret(huge), NOW)).isEmpty();
    assertThat(tokens.read(null, NOW)).isEmpty();
  }

  @Test
  void writesNoGrantWithASeparatorInAPart() {
    assertThatThrownBy(
            () -> tokens.write(new OverlayGrant("12:tfue", "ninja", grant.version(), NOW)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tokens.write(new OverlayGrant("12", "a:b", grant.version(), NOW)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesSignedContentOfAnotherForm() {
    var key = DerivedKey.of(SECRET, "streamer-event-viewer overlay tokens 1");
    for (var content :
        new String[] {"", "12:tfue", "12:TFUE:" + grant.version() + ":99999999999"}) {
      var encoded =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString((content + "::").getBytes(StandardCharsets.US_ASCII));
      var signature = Base64.getUrlEncoder().withoutPadding().encodeToString(key.sign(encoded));

      assertThat(tokens.read(new Secret(encoded + "." + signature), NOW)).isEmpty();
    }
  }
}
