package dev.streamviewer.auth.twitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;

/** Error texts of OAuth2Auth 5.0.10. */
class TwitchFailureTest {
  @Test
  void readsStatusAndMessageFromTheBody() {
    var failure = read("Bad Request: {\"status\":400,\"message\":\"Invalid refresh token\"}");

    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure).hasMessage("Invalid refresh token");
    assertThat(failure.refused()).isTrue();
  }

  @Test
  void readsTheStatusFromTheReasonPhrase() {
    assertThat(read("Unauthorized").status()).isEqualTo(401);
    assertThat(read("Forbidden: <html>no</html>").status()).isEqualTo(403);
  }

  @Test
  void classifiesServerErrorsAsNoRefusal() {
    assertThat(read("Service Unavailable: {\"status\":503,\"message\":\"later\"}").refused())
        .isFalse();
    assertThat(read("Bad Gateway: <html>400</html>").refused()).isFalse();
    assertThat(read("Internal Server Error").refused()).isFalse();
  }

  @Test
  void classifiesARateLimitAsNoRefusal() {
    assertThat(read("Too Many Requests: {\"status\":429,\"message\":\"slow down\"}").refused())
        .isFalse();
  }

  @Test
  void classifiesABrokenConnectionAsNoRefusal() {
    var failure = TwitchFailure.fromOAuth2Auth(new ConnectException("Connection refused: id:443"));

    assertThat(failure.refused()).isFalse();
    assertThat(failure.status()).isZero();
  }

  private static TwitchFailure read(String text) {
    return TwitchFailure.fromOAuth2Auth(new RuntimeException(text));
  }
}
