package dev.streamviewer.webhook.eventsub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.webhook.EventSubHeaders;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected signatures were computed with external tools. */
class SignatureVerifierTest {
  private static final String SECRET = "s3cre77890ab";
  private static final String GOOD =
      "952f5c5460b79a2a263cbc7148c34e23aefa0a9374fb8456bfaa84e17e0a5558";
  private static final String BODY = "{\"event\":{\"user_name\":\"Zoë 日本\"}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "Twitch4J | 7d4c39a4-10b3-4166-b1fb-56130d1f693b | 2020-12-13T14:15:16.1718Z"
            + " | {\"hello\":\"world\"}"
            + " | 2ac8d26bf60837663d8969f3cb4f22f685c8fa0a4b99d533c8bf622ed4596cc6",
        "s3cre77890ab | e76c6bd4-55c9-4987-8304-da1588d8988b | 2019-11-16T10:11:12.634234626Z"
            + " | {\"challenge\":\"pogchamp-kappa-360noscope-vohiyo\"}"
            + " | f0f23217866daaae5e5367206e61546901fa6bd1cd8f64cefcb136e366d64cf2",
        "s3cre77890ab | e76c6bd4-55c9-4987-8304-da1588d8988b | 2019-11-16T10:11:12.634234626Z"
            + " | {\"event\":{\"user_name\":\"Zoë 日本\"}}"
            + " | 952f5c5460b79a2a263cbc7148c34e23aefa0a9374fb8456bfaa84e17e0a5558"
      })
  void acceptsKnownSignatures(String secret, String id, String at, String body, String hex) {
    assertThat(verifier(secret).verify(message(id, at, "sha256=" + hex, body))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256=",
        "sha256=zz",
        "sha256=952f5c",
        GOOD,
        "sha1=" + GOOD,
        "sha256=852f5c5460b79a2a263cbc7148c34e23aefa0a9374fb8456bfaa84e17e0a5558",
        "md5=" + GOOD
      })
  void rejectsWrongAndMalformedSignatures(String signature) {
    assertThat(verifier(SECRET).verify(known(signature))).isFalse();
  }

  @Test
  void rejectsABodySignedWithAnotherSecret() {
    assertThat(verifier("another-secret").verify(known("sha256=" + GOOD))).isFalse();
  }

  @Test
  void acceptsThePreviousSecretDuringARotation() {
    var rotating = new SignatureVerifier(List.of(new Secret("new-secret-1"), new Secret(SECRET)));

    assertThat(rotating.verify(known("sha256=" + GOOD))).isTrue();
  }

  @Test
  void keepsNoStateOfARejectedSignature() {
    var verifier = verifier(SECRET);

    verifier.verify(known("sha256=nonsense"));
    verifier.verify(known("sha256=" + "0".repeat(64)));

    assertThat(verifier.verify(known("sha256=" + GOOD))).isTrue();
  }

  private static SignatureVerifier verifier(String secret) {
    return new SignatureVerifier(List.of(new Secret(secret)));
  }

  private static EventSubMessage known(String signature) {
    return message(
        "e76c6bd4-55c9-4987-8304-da1588d8988b", "2019-11-16T10:11:12.634234626Z", signature, BODY);
  }

  private static EventSubMessage message(String id, String at, String signature, String body) {
    return new EventSubMessage(
        new EventSubHeaders(
            id, at, Instant.parse(at), signature, EventSubHeaders.Type.NOTIFICATION),
        Buffer.buffer(body));
  }
}
