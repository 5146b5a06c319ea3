package dev.streamviewer.sandbox.pusher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.sandbox.pusher.channel.PusherApp;
import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Tests the golden vector of Pusher's reference, and each way to miss it. */
class RequestSignatureTest {
  private static final long SIGNED_AT = 1353088179;
  private static final String PATH = "/apps/3/events";
  private static final PusherApp APP =
      new PusherApp("3", "278d425bdf160c739803", "7ad3773142a6692b25b8");

  private final Buffer body =
      Buffer.buffer(
          "{\"name\":\"foo\",\"channels\":[\"project-3\"],\"data\":\"{\\\"some\\\":\\\"data\\\"}\"}");
  private final MultiMap query =
      MultiMap.caseInsensitiveMultiMap()
          .add("auth_key", "278d425bdf160c739803")
          .add("auth_timestamp", Long.toString(SIGNED_AT))
          .add("auth_version", "1.0")
          .add("body_md5", "ec365a775a4cd0599faeb73354201b6f")
          .add(
              "auth_signature", "da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c");

  @Test
  void acceptsTheGoldenVector() {
    assertThatCode(() -> check("3", SIGNED_AT)).doesNotThrowAnyException();
  }

  @Test
  void refusesAnUnknownApp() {
    assertRefused(404, "Unknown app id", () -> check("4", SIGNED_AT));
  }

  @Test
  void refusesAKeyOfAnotherAppFirst() {
    query.set("auth_key", "other").set("auth_timestamp", "1");

    assertRefused(401, "Unknown auth_key", () -> check("3", SIGNED_AT));
  }

  @Test
  void refusesATimestampMoreThanTenMinutesOff() {
    assertThatCode(() -> check("3", SIGNED_AT + 600)).doesNotThrowAnyException();
    assertRefused(401, "Timestamp expired", () -> check("3", SIGNED_AT + 601));
    assertRefused(401, "Timestamp expired", () -> check("3", SIGNED_AT - 601));
  }

  @Test
  void refusesABodyWithAnotherDigest() {
    query.set("body_md5", "00000000000000000000000000000000");

    assertRefused(401, "body_md5", () -> check("3", SIGNED_AT));
  }

  @Test
  void refusesASignatureWithOneWrongDigit() {
    query.set("auth_signature", "da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6d");

    assertRefused(401, "Invalid signature", () -> check("3", SIGNED_AT));
  }

  @Test
  void refusesASignatureWithoutAllParameters() {
    query.add("info", "user_count");

    assertRefused(401, "Invalid signature", () -> check("3", SIGNED_AT));
  }

  private void check(String appId, long now) {
    var clock = Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC);
    new RequestSignature(APP, clock).check("POST", PATH, appId, query, body);
  }

  private static void assertRefused(int status, String reason, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(ApiError.class, r -> assertThat(r.status()).isEqualTo(status))
        .hasMessageContaining(reason);
  }
}
