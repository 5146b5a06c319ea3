package dev.streamviewer.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenientJsonTest {
  private static final JsonObject OBJECT = new JsonObject().put("id", "1");

  @Test
  void readsAnObject() {
    assertThat(LenientJson.object(OBJECT.toBuffer())).isEqualTo(OBJECT);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "<html>502 Bad Gateway</html>", "[]", "null", "1", "{\"id\":"})
  void readsAnythingElseAsAnEmptyObject(String text) {
    assertThat(LenientJson.object(text == null ? null : Buffer.buffer(text)).isEmpty()).isTrue();
  }

  @Test
  void findsTheObjectsOfAnArray() {
    var array = new JsonArray().add(1).add(OBJECT).add("text").addNull().add(new JsonArray());

    assertThat(LenientJson.objects(array)).containsExactly(OBJECT);
  }

  @Test
  void findsNoObjectsInOtherValues() {
    assertThat(LenientJson.objects(null)).isEmpty();
    assertThat(LenientJson.objects("text")).isEmpty();
    assertThat(LenientJson.objects(OBJECT)).isEmpty();
  }
}
