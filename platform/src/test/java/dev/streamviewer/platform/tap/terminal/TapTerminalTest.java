package dev.streamviewer.platform.tap.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TapTerminalTest {
  private static final String REPLY =
      """
      {"time":"2026-11-23T20:00:00.123Z","node":"gateway-1","direction":"received",
       "address":"webhook.ingest","kind":"reply","size":20,"latencyMs":%s,"streamer":"tfue"}""";

  @Test
  void asksForWhatTheCommandLineSays() {
    var options =
        TapOptions.parse("webhook.*", "--streamer", "tfue", "--body", "--url", "http://pod:9090/");

    assertThat(options.request())
        .hasToString("http://pod:9090/tap?body=true&address=webhook.*&streamer=tfue");
  }

  @Test
  void saysWhatItDoesNotUnderstand() {
    assertThatThrownBy(() -> TapOptions.parse("--colour")).hasMessageContaining("--colour");
    assertThatThrownBy(() -> TapOptions.parse("--url")).hasMessageContaining("needs a value");
    assertThatThrownBy(() -> TapOptions.parse("--url", "pod").request())
        .hasMessageContaining("--url is \"pod\"");
  }

  @Test
  void aRecordIsALineWithoutColoursWhereNoneAreWanted() throws Exception {
    assertThat(new TapLine(false, ZoneOffset.UTC).of(reply(1.5)))
        .contains("20:00:00.123", "←", "webhook.ingest", "reply", "1.5 ms", "gateway-1", "tfue")
        .doesNotContain("\033");
    assertThat(new TapLine(true, ZoneOffset.UTC).of(reply(1.5))).contains("\033[");
  }

  @Test
  void theSummaryCountsAndSorts() throws Exception {
    var summary = new TapSummary();
    for (var i = 1; i <= 100; i++) {
      summary.add(reply(i));
    }
    summary.leftOut(7);

    assertThat(summary.lines())
        .anySatisfy(
            line -> assertThat(line).contains("webhook.ingest", "100", "51.00 ms", "100.00 ms"))
        .anySatisfy(line -> assertThat(line).contains("7 more were left out"));
  }

  private static JsonNode reply(double latency) throws Exception {
    return new ObjectMapper().readTree(REPLY.formatted(latency));
  }
}
