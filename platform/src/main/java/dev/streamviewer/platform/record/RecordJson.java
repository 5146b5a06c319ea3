package dev.streamviewer.platform.record;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.jackson.VertxModule;
import java.io.IOException;
import java.util.function.Function;

/**
 * Converts records to JSON, for the bus and the page. Times are ISO 8601. Unknown fields are
 * ignored, so that services of two versions understand each other during a rolling update; a
 * required field that is missing or null is an error ({@link OptionalField}).
 */
public final class RecordJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new VertxModule())
          .addModule(nestedJson())
          .addModule(new JavaTimeModule())
          .addModule(requiredFields())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // By default Jackson escapes an emoji: twelve bytes instead of four.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  private RecordJson() {}

  /**
   * Encodes a record as JSON in UTF-8. Escapes nothing that UTF-8 can express; half of a surrogate
   * pair stays an escape.
   *
   * @throws EncodeException if a field has no JSON form
   */
  public static byte[] encode(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new EncodeException("Cannot encode " + value.getClass().getName(), e);
    }
  }

  /**
   * Decodes a record.
   *
   * @throws UnreadableRecord if the text is not JSON, or not of this type
   */
  public static <R> R decode(byte[] json, Class<R> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw UnreadableRecord.of(type, e);
    }
  }

  /**
   * JSON objects and arrays as parts of a record. Vert.x's serializers would begin a document for
   * each, with a provider of its own, and flush what is written.
   */
  private static SimpleModule nestedJson() {
    return new SimpleModule()
        .addSerializer(JsonObject.class, contentOf(JsonObject::getMap))
        .addSerializer(JsonArray.class, contentOf(JsonArray::getList));
  }

  private static <J> JsonSerializer<J> contentOf(Function<J, Object> content) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(J json, JsonGenerator out, SerializerProvider serializers)
          throws IOException {
        serializers.defaultSerializeValue(content.apply(json), out);
      }
    };
  }

  private static SimpleModule requiredFields() {
    return new SimpleModule() {
      private static final long serialVersionUID = 1L;

      @Override
      public void setupModule(SetupContext context) {
        context.insertAnnotationIntrospector(new RequiredFields());
      }
    };
  }

  /** Runs once for each type, so a required field costs nothing when a record is read. */
  private static final class RequiredFields extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonSetter.Value findSetterInfo(Annotated member) {
      return isRequired(member)
          ? JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL)
          : JsonSetter.Value.empty();
    }

    private static boolean isRequired(Annotated member) {
      return member instanceof AnnotatedParameter parameter
          && parameter.getDeclaringClass().isRecord()
          && !parameter.hasAnnotation(OptionalField.class);
    }
  }
}
