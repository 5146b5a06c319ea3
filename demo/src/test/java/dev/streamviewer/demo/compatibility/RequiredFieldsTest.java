package dev.streamviewer.demo.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.platform.record.OptionalField;
import dev.streamviewer.platform.record.RecordJson;
import dev.streamviewer.platform.record.UnreadableRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Leaves out each field of each record once, at any depth. */
class RequiredFieldsTest {
  /** A field of a record, by the path that an error should name. */
  private record Place(String path, JsonObject parent, RecordComponent field) {
    boolean isRequired() {
      try {
        return !field
            .getDeclaringRecord()
            .getDeclaredField(field.getName())
            .isAnnotationPresent(OptionalField.class);
      } catch (NoSuchFieldException e) {
        throw new AssertionError(e);
      }
    }
  }

  static Stream<Class<?>> records() {
    return Stream.concat(RecordSamples.messageTypes(), RecordSamples.storedTypes()).distinct();
  }

  @ParameterizedTest
  @MethodSource("records")
  void namesTheMissingFieldOfARecord(Class<?> type) {
    var json = new JsonObject(Buffer.buffer(RecordJson.encode(RecordSamples.of(type))));
    assertThat(RecordJson.decode(json.toBuffer().getBytes(), type))
        .as("the whole record")
        .isEqualTo(RecordSamples.of(type));

    places("", json, type).forEach(place -> checkWithout(place, json, type));
  }

  private static void checkWithout(Place place, JsonObject json, Class<?> type) {
    var name = place.field().getName();
    var value = place.parent().remove(name);
    check(place, json, type);
    place.parent().putNull(name);
    check(place, json, type);
    place.parent().put(name, value);
  }

  private static void check(Place place, JsonObject json, Class<?> type) {
    var bytes = json.toBuffer().getBytes();
    if (place.isRequired()) {
      assertThatThrownBy(() -> RecordJson.decode(bytes, type))
          .as(place.path())
          .isInstanceOf(UnreadableRecord.class)
          .hasMessage(
              "The record %s lacks the required field %s"
                  .formatted(type.getSimpleName(), place.path()));
    } else {
      assertThatCode(() -> RecordJson.decode(bytes, type))
          .as(place.path())
          .doesNotThrowAnyException();
    }
  }

  private static Stream<Place> places(String path, Object json, Type type) {
    if (type instanceof ParameterizedType container) {
      return places(path, json, container);
    }
    return json instanceof JsonObject object && ((Class<?>) type).isRecord()
        ? Arrays.stream(((Class<?>) type).getRecordComponents())
            .flatMap(field -> places(path, object, field))
        : Stream.of();
  }

  private static Stream<Place> places(String path, JsonObject parent, RecordComponent field) {
    var inside = path.isEmpty() ? field.getName() : path + "." + field.getName();
    return Stream.concat(
        Stream.of(new Place(inside, parent, field)),
        places(inside, parent.getValue(field.getName()), field.getGenericType()));
  }

  private static Stream<Place> places(String path, Object json, ParameterizedType container) {
    var of = container.getActualTypeArguments();
    if (container.getRawType() == Map.class) {
      return ((JsonObject) json)
          .stream().flatMap(it -> places(path + "." + it.getKey(), it.getValue(), of[1]));
    }
    return places(path + ".[0]", ((JsonArray) json).getValue(0), of[0]);
  }
}
