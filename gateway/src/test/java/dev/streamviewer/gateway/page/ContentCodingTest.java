package dev.streamviewer.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.web.impl.HeaderParser;
import io.vertx.ext.web.impl.ParsableHeaderValue;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentCodingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip, deflate, br, zstd | br",
        "gzip;q=0.9, br;q=0.9    | br",
        "gzip, br;q=0.5          | gzip",
        "br;q=0, *               | gzip",
        "*;q=0.1, gzip;q=0.2     | gzip",
        "BR                      | br",
        "*                       | br",
        "*;q=0                   | ",
        "br;q=0, gzip;q=0        | ",
        "identity                | ",
        "brotli, x-gzip          | ",
        "''                      | "
      })
  void choosesTheHighestWeightThenTheSmaller(String accepted, String coding) {
    assertThat(choose(accepted, Set.of("br", "gzip"))).isEqualTo(coding);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"br, gzip;q=0.1 | gzip", "* | gzip", "br | "})
  void choosesOnlyAnAvailableCoding(String accepted, String coding) {
    assertThat(choose(accepted, Set.of("gzip"))).isEqualTo(coding);
    assertThat(choose(accepted, Set.of())).isNull();
  }

  private static String choose(String accepted, Set<String> available) {
    var parsed = HeaderParser.convertToParsedHeaderValues(accepted, ParsableHeaderValue::new);
    return ContentCoding.choose(List.copyOf(parsed), available).orElse(null);
  }
}
