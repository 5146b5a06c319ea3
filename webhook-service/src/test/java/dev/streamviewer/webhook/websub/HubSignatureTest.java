package dev.streamviewer.webhook.websub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.webhook.ingest.RecordedRequest;
import io.vertx.core.buffer.Buffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected signatures come from openssl and from Twitch's hub of 2020. */
class HubSignatureTest {
  private static final Secret SECRET = new Secret("s3cre77890ab");
  private static final Buffer BODY = Buffer.buffer("{\"data\":[]}");

  static Stream<RecordedRequest> captured() {
    return RecordedRequest.webSub();
  }

  @ParameterizedTest
  @MethodSource("captured")
  void verifiesASignatureOfTwitchsHubFrom2020(RecordedRequest captured) {
    var signature = HubSignature.parse(captured.header("x-hub-signature")).orElseThrow();
    var body = Buffer.buffer(captured.body());

    assertThat(signature.matches(captured.secret(), body)).isTrue();
    assertThat(signature.matches(captured.secret(), Buffer.buffer("{\"data\":[1]}"))).isFalse();
    assertThat(signature.matches(SECRET, body)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "sha256, 20cadadb2d3e0f9f725fdc49f890c974854aee2cf831dc177df00e15e7fbe5ec",
    "sha384,"
        + " ad0bf9a5350cf3fb9c63ca612fb91d380f721be4f5aac8b59fff2e9d2c1e0d6eb9f8b901d3898d9ecb6a6dcc8a9646c0",
    "sha512,"
        + " b4b040a46d678d4d369f612309724745fadf3534f46079a751527f20aa838da60e2efc107362d8997e13a2fda421b4370d70eeb4d22cbc6410c50ebefd90dc1f"
  })
  void verifiesTheMethodsOfWebSubButSha1(String method, String hex) {
    var signature = HubSignature.parse(method + "=" + hex).orElseThrow();

    assertThat(signature.matches(SECRET, BODY)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "=",
        "sha256",
        "sha256=zz",
        "sha256=f",
        "SHA256=00",
        "md5=00",
        "=00",
        "sha1=cb3ec4fcbf667392ae2a4c7ed62f8c976908519f"
      })
  void acceptsNoOtherForm(String header) {
    assertThat(HubSignature.parse(header)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha256=",
        "sha256=00",
        "sha512=20cadadb2d3e0f9f725fdc49f890c974854aee2cf831dc177df00e15e7fbe5ec"
      })
  void matchesNoOtherLength(String header) {
    assertThat(HubSignature.parse(header).orElseThrow().matches(SECRET, BODY)).isFalse();
  }
}
