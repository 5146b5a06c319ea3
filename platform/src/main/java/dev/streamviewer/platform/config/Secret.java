package dev.streamviewer.platform.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A value that must not be seen: it prints as dots, so that no log line, error or tap shows it by
 * accident.
 */
public record Secret(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Secret {}

  @Override
  public String toString() {
    return "••••";
  }
}
