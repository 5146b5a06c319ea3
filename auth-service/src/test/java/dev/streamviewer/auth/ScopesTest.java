package dev.streamviewer.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import org.junit.jupiter.api.Test;

class ScopesTest {
  @Test
  void readsAnArray() {
    assertThat(Scopes.granted(JsonArray.of("bits:read", "chat:read")))
        .containsExactly("bits:read", "chat:read");
  }

  @Test
  void readsATextWithBlanks() {
    assertThat(Scopes.granted("bits:read  chat:read")).containsExactly("bits:read", "chat:read");
  }

  @Test
  void readsNothingAsNone() {
    assertThat(Scopes.granted(null)).isEmpty();
    assertThat(Scopes.granted("")).isEmpty();
    assertThat(Scopes.granted(new JsonArray())).isEmpty();
  }
}
