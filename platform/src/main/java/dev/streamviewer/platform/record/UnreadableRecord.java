package dev.streamviewer.platform.record;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import dev.streamviewer.platform.telemetry.UnreadableRecords;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The failure to read a message or a stored record, because another version of this project wrote
 * it or because it is damaged. Names the field, never a value. Each is logged and counted once,
 * where it is found.
 */
public final class UnreadableRecord extends DecodeException {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(UnreadableRecord.class);

  private final Fault fault;

  /** The fault of a record; the name in lower case is the metric label. */
  public enum Fault {
    /** A required field is missing or null. */
    MISSING_FIELD,
    /** The format is newer than this release knows. */
    NEWER_VERSION,
    /** The bytes are no such record. */
    MALFORMED;

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private UnreadableRecord(Fault fault, Class<?> type, String sentence) {
    super(sentence);
    this.fault = fault;
    log.error("{}", sentence);
    UnreadableRecords.count(type.getSimpleName(), fault.label());
  }

  /**
   * Starts the count of unreadable records.
   *
   * @param type the record whose counters are there from the start, at zero
   */
  public static void measure(Vertx vertx, MeterRegistry meters, Class<?> type) {
    UnreadableRecords.measure(
        vertx,
        meters,
        type.getSimpleName(),
        Arrays.stream(Fault.values()).map(Fault::label).toList());
  }

  public Fault fault() {
    return fault;
  }

  static UnreadableRecord of(Class<?> type, IOException cause) {
    var path = cause instanceof JsonMappingException mapping ? path(mapping) : "";
    return cause instanceof InvalidNullException
        ? new UnreadableRecord(
            Fault.MISSING_FIELD,
            type,
            "The record %s lacks the required field %s".formatted(type.getSimpleName(), path))
        : new UnreadableRecord(
            Fault.MALFORMED,
            type,
            "The record %s cannot be read%s: %s"
                .formatted(
                    type.getSimpleName(),
                    path.isEmpty() ? "" : " at " + path,
                    cause.getClass().getSimpleName()));
  }

  /** The failure to read bytes that end too early. */
  public static UnreadableRecord tooShort(Class<?> type) {
    return new UnreadableRecord(
        Fault.MALFORMED, type, "The record %s ends too early".formatted(type.getSimpleName()));
  }

  static UnreadableRecord newer(Class<?> type, int version) {
    return new UnreadableRecord(
        Fault.NEWER_VERSION,
        type,
        "The record %s has version %d, but this release reads versions up to %d: update this process"
            .formatted(type.getSimpleName(), version, FormatVersion.CURRENT));
  }

  private static String path(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : at.getFieldName())
        .collect(Collectors.joining("."));
  }
}
