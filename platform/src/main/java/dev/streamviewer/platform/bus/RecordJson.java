package dev.streamviewer.platform.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.jackson.VertxModule;
import java.io.IOException;

/**
 * Converts records to JSON, for the bus and the page. Times are ISO 8601. Unknown fields are
 * ignored, so that services of two versions understand each other during a rolling update.
 */
public final class RecordJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new VertxModule())
          .addModule(new JavaTimeModule())
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
   * @throws DecodeException if the text is not JSON, or not of this type
   */
  public static <R> R decode(byte[] json, Class<R> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new DecodeException("Cannot decode " + type.getName(), e);
    }
  }
}
