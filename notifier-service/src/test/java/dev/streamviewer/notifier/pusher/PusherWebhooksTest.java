package dev.streamviewer.notifier.pusher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.config.PusherServer;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.event.PusherWebhook;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The signatures were made with {@code openssl dgst -sha256 -hmac secret}. */
class PusherWebhooksTest {
  private static final String BODY =
      "{\"time_ms\":1763928000000,\"events\":[{\"name\":\"channel_occupied\",\"channel\":\"tfue\"},"
          + "{\"name\":\"channel_vacated\",\"channel\":\"luna\"},{\"name\":\"cache_miss\"}]}";
  private static final String SIGNATURE =
      "e12465edfcb876ef45cb5410e3c168f04dfaf36402731bf71b11376ab2b4a2f9";
  private static final Instant SENT = Instant.ofEpochMilli(1763928000000L);

  @Test
  void readsOccupiedAndVacatedChannels() {
    var occupancy = webhooks(SENT).read(new PusherWebhook("key", SIGNATURE, Buffer.buffer(BODY)));

    assertThat(occupancy.complete()).isFalse();
    assertThat(occupancy.occupied()).containsExactly("tfue");
    assertThat(occupancy.vacated()).containsExactly("luna");
    assertThat(occupancy.at()).isEqualTo(SENT);
  }

  @Test
  void ignoresChannelsOfNoStreamer() {
    var body =
        "{\"time_ms\":1763928000000,\"events\":[{\"name\":\"channel_occupied\",\"channel\":\"a@b\"},"
            + "{\"name\":\"channel_vacated\",\"channel\":\"not-a-login\"},"
            + "{\"name\":\"channel_occupied\",\"channel\":\"private-tfue\"}]}";

    var occupancy =
        webhooks(SENT).read(new PusherWebhook("key", signature(body), Buffer.buffer(body)));

    assertThat(occupancy.occupied()).containsExactly("private-tfue");
    assertThat(occupancy.vacated()).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "zz", "00"})
  void rejectsAWrongSignature(String signature) {
    assertRefused(new PusherWebhook("key", signature, Buffer.buffer(BODY)), SENT, "signature");
  }

  @Test
  void rejectsAnotherAppsKeyAndAChangedBody() {
    assertRefused(new PusherWebhook("other", SIGNATURE, Buffer.buffer(BODY)), SENT, "signature");
    assertRefused(new PusherWebhook("key", SIGNATURE, Buffer.buffer(BODY + " ")), SENT, "sign");
  }

  @Test
  void rejectsAnOldWebhook() {
    assertRefused(
        new PusherWebhook("key", SIGNATURE, Buffer.buffer(BODY)),
        SENT.plusSeconds(3600),
        "time_ms");
  }

  private static String signature(String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec("secret".getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertRefused(PusherWebhook webhook, Instant now, String words) {
    assertThatThrownBy(() -> webhooks(now).read(webhook))
        .isInstanceOf(BusFailure.class)
        .hasMessageContaining(words);
  }

  private static PusherWebhooks webhooks(Instant now) {
    var config =
        new PusherConfig("1", new Secret("secret"), new PusherServer("key", "eu", "", 0, true));
    return new PusherWebhooks(config, Clock.fixed(now, ZoneOffset.UTC));
  }
}
