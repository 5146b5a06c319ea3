package dev.streamviewer.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnouncedBodyTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "' 12 ', 12",
    "9223372036854775807, 9223372036854775807",
    "9223372036854775808, 9223372036854775807",
    "1e3, 9223372036854775807",
    "'5, 5', 9223372036854775807",
    "'', 9223372036854775807"
  })
  void takesAMalformedLengthForTheLargest(String header, long length) {
    assertThat(AnnouncedBody.length(headers("Content-Length", header))).isEqualTo(length);
  }

  @Test
  void findsNoBodyWithoutHeaders() {
    assertThat(AnnouncedBody.length(MultiMap.caseInsensitiveMultiMap())).isZero();
    assertThat(AnnouncedBody.isPresent(MultiMap.caseInsensitiveMultiMap())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length, 0, false",
    "Content-Length, 1, true",
    "Content-Length, -1, true",
    "Content-Length, x, true",
    "Transfer-Encoding, chunked, true",
    "Transfer-Encoding, '', true",
    "X-Content-Length, 1, false"
  })
  void findsABodyByItsHeaders(String name, String value, boolean present) {
    assertThat(AnnouncedBody.isPresent(headers(name, value))).isEqualTo(present);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, true",
    "HEAD, true",
    "DELETE, true",
    "OPTIONS, true",
    "POST, false",
    "PUT, false",
    "PATCH, false"
  })
  void expectsABodyOnlyOfMethodsThatHaveOne(String method, boolean unexpected) {
    var one = headers("Content-Length", "1");
    var none = headers("Content-Length", "0");

    assertThat(AnnouncedBody.isUnexpected(HttpMethod.valueOf(method), one)).isEqualTo(unexpected);
    assertThat(AnnouncedBody.isUnexpected(HttpMethod.valueOf(method), none)).isFalse();
  }

  private static MultiMap headers(String name, String value) {
    return MultiMap.caseInsensitiveMultiMap().add(name, value);
  }
}
