package dev.streamviewer.tap.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TapTerminalTest {
  private static final String REPLY =
      """
      {"time":"2026-11-23T20:00:00.123Z","node":"gateway-1","direction":"in",
       "address":"webhook.ingest","kind":"reply","size":20,"latencyMs":%s,"streamer":"tfue"}\
      """;

  @Test
  void requestsTheTapOfTheCommandLine() {
    var options =
        TapOptions.parse("webhook.*", "--streamer", "tfue", "--body", "--url", "http://pod:9090/");

    assertThat(options.request())
        .hasToString("http://pod:9090/tap?body=true&address=webhook.*&streamer=tfue");
    assertThat(TapOptions.parse("auth.*", "notifier.*").request())
        .hasToString("http://localhost:9090/tap?body=false&address=auth.*&address=notifier.*");
  }

  @Test
  void asksForTheOutcomesOfAMessageUnlessItFollows() {
    assertThat(TapOptions.parse("--message", "m-1#2").request())
        .hasToString("http://localhost:9090/tap/outcomes?message=m-1%232");
    assertThat(TapOptions.parse("--message", "m-1", "--follow").request())
        .hasToString("http://localhost:9090/tap?body=false&message=m-1");
  }

  @Test
  void printsWhatBecameOfAMessage() throws Exception {
    var bytes = new ByteArrayOutputStream();
    var report =
        new OutcomeReport(new TapLine(false, ZoneOffset.UTC), new PrintStream(bytes, true, UTF_8));

    var found =
        report.print(
            """
            {"message":"m-1","processes":["gateway-1","webhook-1"],"outcomes":[
              {"time":"2026-11-23T20:00:00.123Z","node":"webhook-1","address":"webhook.ingest",
               "message":"m-1","outcome":"not_now","reason":"Too late.\\u001b[2J"},
              {"time":"2026-11-23T20:00:01.5Z","node":"webhook-1","address":"webhook.ingest",
               "message":"m-1","streamer":"tfue","outcome":"delivered"}]}
            """);

    assertThat(found).isTrue();
    assertThat(bytes.toString(UTF_8))
        .contains("2026-11-23 20:00:00.123", "not_now: Too late.", "tfue  delivered")
        .contains("Asked: gateway-1, webhook-1.")
        .doesNotContain("\033");
    assertThat(report.print("{\"message\":\"m-2\",\"processes\":[\"gateway-1\"]}")).isFalse();
    assertThat(bytes.toString(UTF_8)).contains("No process remembers m-2.");
  }

  @Test
  void printsMessageAndOutcomeInTheLine() throws Exception {
    var record = (ObjectNode) reply(1.5);
    record.put("message", "38451b15-8f0b").put("outcome", "delivered");
    assertThat(new TapLine(false, ZoneOffset.UTC).of(record))
        .endsWith("tfue  38451b15-8f0b  delivered");

    record.put("outcome", "bad_signature").put("failure", "Forged.");
    assertThat(new TapLine(false, ZoneOffset.UTC).of(record)).endsWith("bad_signature: Forged.");
    var summary = new TapSummary();
    summary.add(record);
    assertThat(summary.lines()).anySatisfy(it -> assertThat(it).matches(".*ingest +1 +1 .*"));
  }

  @Test
  void printsProcessesThatComeAndGo() {
    var errors = new ByteArrayOutputStream();
    var printer =
        new TapPrinter(
            false,
            new TapLine(false, ZoneOffset.UTC),
            new PrintStream(new ByteArrayOutputStream()),
            new PrintStream(errors, true, UTF_8));

    for (var change : new String[] {"present", "joined", "left", "silent"}) {
      printer.show("member", "{\"node\":\"pod-1\",\"change\":\"%s\"}".formatted(change));
    }

    assertThat(errors.toString(UTF_8).lines())
        .containsExactly("· pod-1 joined", "· pod-1 left", "· pod-1 no longer answers");
  }

  @Test
  void explainsAnUnknownArgument() {
    assertThatThrownBy(() -> TapOptions.parse("--colour")).hasMessageContaining("--colour");
    assertThatThrownBy(() -> TapOptions.parse("--url")).hasMessageContaining("needs a value");
    for (var url : new String[] {"pod", "pod:9090", "ftp://pod", "http://a b", ""}) {
      assertThatThrownBy(() -> TapOptions.parse("--url", url).request())
          .hasMessage(
              "--url is \"%s\", expected an address such as http://localhost:9090".formatted(url));
    }
  }

  @Test
  void printsARecordWithoutColours() throws Exception {
    assertThat(new TapLine(false, ZoneOffset.UTC).of(reply(1.5)))
        .contains("20:00:00.123", "←", "webhook.ingest", "reply", "1.5 ms", "gateway-1", "tfue")
        .doesNotContain("\033");
    assertThat(new TapLine(true, ZoneOffset.UTC).of(reply(1.5))).contains("\033[");
  }

  @Test
  void countsAndSortsInTheSummary() throws Exception {
    var summary = new TapSummary();
    for (var i = 1; i <= 100; i++) {
      summary.add(reply(i));
    }
    summary.leftOut(7);

    assertThat(summary.lines())
        .anySatisfy(
            line -> assertThat(line).contains("webhook.ingest", "100", "50.00 ms", "99.00 ms"))
        .anySatisfy(line -> assertThat(line).contains("7 more were omitted"));
  }

  @Test
  void printsNoControlCharactersOfStrangers() throws Exception {
    var record =
        new ObjectMapper()
            .createObjectNode()
            .put("time", "\033[2J")
            .put("address", "webhook.ingest")
            .put("streamer", "\033]0;owned\007")
            .put("type", "\u009b31m")
            .put("failure", "a\r\nb");
    record.putObject("body").put("text", "\u009b31m \u202e");

    assertThat(new TapLine(false, ZoneOffset.UTC).of(record))
        .doesNotContain("\033", "\007", "\u009b", "\r", "\u202e")
        .hasLineCount(2);
  }

  @Test
  void printsASummaryOfNoMessages() {
    assertThat(new TapSummary().lines()).containsExactly("No messages.");
  }

  @Test
  void stopsWhenTheOutputIsClosed() {
    var broken =
        new OutputStream() {
          @Override
          public void write(int data) throws IOException {
            throw new IOException("broken pipe");
          }
        };
    var line = new TapLine(false, ZoneOffset.UTC);
    var printer = new TapPrinter(true, line, new PrintStream(broken), new PrintStream(broken));

    assertThat(printer.show("", REPLY.formatted(1))).isFalse();
  }

  private static JsonNode reply(double latency) throws Exception {
    return new ObjectMapper().readTree(REPLY.formatted(latency));
  }
}
