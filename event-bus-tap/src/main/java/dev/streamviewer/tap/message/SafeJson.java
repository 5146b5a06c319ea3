package dev.streamviewer.tap.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.streamviewer.platform.config.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.jackson.VertxModule;
import java.io.IOException;

/**
 * Converts messages to JSON trees. A {@link Secret} is masked during conversion, and raw bytes are
 * parsed as JSON.
 */
final class SafeJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new VertxModule())
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule("tap")
                  .addSerializer(Secret.class, new SecretMask())
                  .addSerializer(Buffer.class, new BufferAsJson()))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private SafeJson() {}

  /**
   * The tree of a message. Secrets recognizable only by name remain, see {@link SecretRedaction}.
   *
   * @throws IllegalArgumentException if the message has no JSON form
   */
  static JsonNode tree(Object body) {
    return MAPPER.valueToTree(body);
  }

  /** The tree of a text with a JSON object or array, or null. */
  static JsonNode parse(String text) {
    var start = text.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return null;
    }
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Encodes a record as one line. */
  static String line(TapRecord record) {
    try {
      return MAPPER.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a record", e);
    }
  }

  private static final class SecretMask extends JsonSerializer<Secret> {
    @Override
    public void serialize(Secret secret, JsonGenerator json, SerializerProvider serializers)
        throws IOException {
      json.writeString(SecretRedaction.MASK);
    }
  }

  /** Masks bytes that are not JSON, since a secret could be anywhere in them. */
  private static final class BufferAsJson extends JsonSerializer<Buffer> {
    @Override
    public void serialize(Buffer bytes, JsonGenerator json, SerializerProvider serializers)
        throws IOException {
      var tree = parse(bytes.toString());
      if (tree == null) {
        json.writeString("%s (%d bytes, not JSON)".formatted(SecretRedaction.MASK, bytes.length()));
      } else {
        json.writeTree(tree);
      }
    }
  }
}
