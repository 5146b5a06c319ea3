package dev.streamviewer.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodiesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        "application/json;charset=utf-8",
        "application/json ; CHARSET=UTF-8 "
      })
  void acceptsJson(String type) {
    assertThatCode(() -> RequestBodies.expectJson(contentType(type))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " application/json",
        "application/jsonp",
        "application/problem+json",
        "text/plain",
        "application/json, text/plain",
        "application/json;",
        "application/json; boundary=x"
      })
  void rejectsOtherTypes(String type) {
    assertThatThrownBy(() -> RequestBodies.expectJson(contentType(type)))
        .isInstanceOfSatisfying(RejectedRequest.class, it -> assertThat(it.status()).isEqualTo(415))
        .hasMessage("The content type is \"%s\", expected application/json.", type);
  }

  @Test
  void namesAMissingType() {
    assertThatThrownBy(() -> RequestBodies.expectJson(MultiMap.caseInsensitiveMultiMap()))
        .hasMessage("The content type is missing, expected application/json.");
  }

  private static MultiMap contentType(String type) {
    return MultiMap.caseInsensitiveMultiMap().add("Content-Type", type);
  }
}
