package dev.streamviewer.auth.twitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import org.junit.jupiter.api.Test;

class OAuthScopesTest {
  @Test
  void readsAnArray() {
    assertThat(OAuthScopes.granted(JsonArray.of("bits:read", "chat:read")))
        .containsExactly("bits:read", "chat:read");
  }

  @Test
  void readsATextSeparatedByBlanks() {
    assertThat(OAuthScopes.granted("bits:read  chat:read"))
        .containsExactly("bits:read", "chat:read");
  }

  @Test
  void readsMissingScopesAsNone() {
    assertThat(OAuthScopes.granted(null)).isEmpty();
    assertThat(OAuthScopes.granted("")).isEmpty();
    assertThat(OAuthScopes.granted(new JsonArray())).isEmpty();
  }
}
