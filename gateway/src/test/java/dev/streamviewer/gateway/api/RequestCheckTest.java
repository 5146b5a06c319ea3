package dev.streamviewer.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.gateway.TestGateway;
import dev.streamviewer.gateway.http.RejectedRequest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of the contract. */
class RequestCheckTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private static OpenAPIContract contract;

  @BeforeAll
  static void load() {
    var vertx = Vertx.vertx();
    try {
      contract = TestGateway.await(ApiContract.load(vertx));
    } finally {
      TestGateway.await(vertx.close());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a b", " a", "ÄÖ \uD83D\uDE00", "%", "<script>"})
  void acceptsAnyTextAsASearch(String text) {
    assertThat(query("findStreamers", "query", text)).isEqualTo(Map.of("query", text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u000b", "a\nb"})
  void rejectsABlankSearch(String text) {
    assertThatThrownBy(() -> query("findStreamers", "query", text))
        .hasMessageEndingWith("expected 1 to 50 characters.");
  }

  @Test
  void limitsASearchTo50Characters() {
    assertThat(query("findStreamers", "query", "x".repeat(50))).containsKey("query");
    assertThatThrownBy(() -> query("findStreamers", "query", "x".repeat(51)))
        .hasMessageContaining("is \"" + "x".repeat(51) + "\", expected 1 to 50 characters.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "Ada_42", "_", "aaaaaaaaaaaaaaaaaaaaaaaaa", "ada,tfue", "a,a"})
  void acceptsLogins(String logins) {
    assertThat(query("findStreams", "logins", logins)).containsEntry("logins", logins);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",", "a,", ",a", "a,,b", "a b", "ä", "a\n", "aaaaaaaaaaaaaaaaaaaaaaaaaa", "а"})
  void rejectsMalformedLogins(String logins) {
    assertThatThrownBy(() -> query("findStreams", "logins", logins))
        .hasMessageEndingWith("expected 1 to 100 logins, separated by commas.");
  }

  @Test
  void limitsTheNumberOfLogins() {
    assertThat(query("findStreams", "logins", "a" + ",a".repeat(99))).containsKey("logins");
    assertThatThrownBy(() -> query("findStreams", "logins", "a" + ",a".repeat(100)))
        .isInstanceOf(RejectedRequest.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "a/b", "../a", "a\u0000", "ada\n", "aaaaaaaaaaaaaaaaaaaaaaaaaa"})
  void rejectsAMalformedLoginInThePath(String login) {
    for (var operation : List.of("watchStreamer", "renewWatch", "getRecentEvents", "getEvent")) {
      assertThatThrownBy(
              () -> check(operation, Map.of("login", login, "id", "m"), Map.of(), null, ""))
          .hasMessageStartingWith("The path parameter login is \"")
          .hasMessageEndingWith("expected 1 to 25 letters, digits or underscores.");
    }
  }

  @Test
  void ignoresUnknownParameters() {
    assertThat(check("beginLogin", Map.of(), Map.of("utm", List.of("x", "y")), null, "")).isEmpty();
  }

  @Test
  void rejectsARepeatedParameter() {
    var twice = Map.of("streamer", List.of("ada", "tfue"));

    assertThatThrownBy(() -> check("beginLogin", Map.of(), twice, null, ""))
        .hasMessageStartingWith("The query parameter streamer is given 2 times, expected 1 to 25");
  }

  @ParameterizedTest
  @ValueSource(strings = {FORM, FORM + "; charset=utf-8", "Application/X-WWW-Form-Urlencoded"})
  void decodesAForm(String type) {
    assertThat(form(type, "socket_id=1.2&channel_name=private-%61da+b&socket=x"))
        .isEqualTo(Map.of("socket_id", "1.2", "channel_name", "private-ada b"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "application/json", "multipart/form-data", "text/plain"})
  void acceptsOnlyAForm(String type) {
    assertThatThrownBy(() -> form(type, "socket_id=1.2&channel_name=private-ada"))
        .hasMessageStartingWith("The content type is ")
        .hasMessageEndingWith("expected %s.", FORM);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'form field socket_id is missing, expected digits, a dot, digits.'",
    "socket_id=1.2, 'form field channel_name is missing, expected 0 to 164 characters.'",
    "socket_id&channel_name=x, 'socket_id is \"\", expected digits, a dot, digits.'",
    "socket_id=1.2%0A&channel_name=x, 'socket_id is \"1.2?\", expected digits'",
    "socket_id=1.2&socket_id=1.3&channel_name=x, 'socket_id is given 2 times'",
    "%zz, The form"
  })
  void rejectsAMalformedForm(String body, String sentence) {
    assertThatThrownBy(() -> form(FORM, body))
        .isInstanceOf(RejectedRequest.class)
        .hasMessageContaining(sentence);
  }

  private static Map<String, String> query(String operation, String name, String value) {
    return check(operation, Map.of(), Map.of(name, List.of(value)), null, "");
  }

  private static Map<String, String> form(String type, String body) {
    return check("authorizeChannel", Map.of(), Map.of(), type, body);
  }

  private static Map<String, String> check(
      String operation,
      Map<String, String> path,
      Map<String, List<String>> query,
      String type,
      String body) {
    return new RequestCheck(contract, contract.operation(operation))
        .values(path::get, name -> query.getOrDefault(name, List.of()), type, Buffer.buffer(body));
  }
}
