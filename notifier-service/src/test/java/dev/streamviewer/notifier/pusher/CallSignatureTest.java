package dev.streamviewer.notifier.pusher;

import static org.assertj.core.api.Assertions.assertThat;

import com.pusher.rest.SignatureUtil;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallSignatureTest {
  private static final String KEY = "278d425bdf160c739803";
  private static final String SECRET = "7ad3773142a6692b25b8";
  private static final String PATH = "/apps/3/events";

  /** The worked example of Pusher's documentation. */
  @Test
  void matchesTheExampleOfTheDocumentation() {
    var body =
        "{\"name\":\"foo\",\"channels\":[\"project-3\"],\"data\":\"{\\\"some\\\":\\\"data\\\"}\"}";

    assertThat(CallSignature.query(KEY, SECRET, PATH, Buffer.buffer(body), 1_353_088_179))
        .isEqualTo(
            "auth_key=278d425bdf160c739803&auth_timestamp=1353088179&auth_version=1.0"
                + "&body_md5=ec365a775a4cd0599faeb73354201b6f"
                + "&auth_signature="
                + "da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"text\":\"ü 日本\"}"})
  void matchesTheLibrary(String body) {
    var before = Instant.now();
    var library =
        SignatureUtil.uri("POST", "https", "x.test", PATH, body, KEY, SECRET, Map.of()).getQuery();
    var seconds = Long.parseLong(library.replaceAll(".*auth_timestamp=(\\d+).*", "$1"));

    assertThat(seconds).isGreaterThanOrEqualTo(before.getEpochSecond());
    assertThat(CallSignature.query(KEY, SECRET, PATH, Buffer.buffer(body), seconds).split("&"))
        .containsExactlyInAnyOrder(library.split("&"));
  }
}
