package dev.streamviewer.platform.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.jackson.VertxModule;
import java.io.IOException;

/**
 * Records as JSON, on the bus and towards the page: times as ISO 8601, unknown fields ignored so
 * that services of two versions understand each other during a rolling update.
 */
public final class RecordJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new VertxModule())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final ObjectWriter ASCII = MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private RecordJson() {}

  /**
   * The JSON text of a record in UTF-8.
   *
   * @throws EncodeException if the record has a field that JSON cannot say
   */
  public static byte[] encode(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new EncodeException("Cannot encode " + value.getClass().getName(), e);
    }
  }

  /**
   * The JSON text of a record in ASCII, all other characters escaped.
   *
   * @throws EncodeException if the record has a field that JSON cannot say
   */
  public static String encodeAscii(Object value) {
    try {
      return ASCII.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new EncodeException("Cannot encode " + value.getClass().getName(), e);
    }
  }

  /**
   * The record that a JSON text describes.
   *
   * @throws DecodeException if the text is not JSON, or not of this type
   */
  public static <R> R decode(byte[] json, Class<R> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new DecodeException("Not a " + type.getSimpleName(), e);
    }
  }
}
