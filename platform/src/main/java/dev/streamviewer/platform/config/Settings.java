package dev.streamviewer.platform.config;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The variables of the configuration, read one by one by the services' configuration records. A
 * fault is collected instead of thrown and replaced by a harmless value until {@link #verify()}, so
 * that the operator sees all faults together.
 */
public final class Settings {
  private final JsonObject values;
  private final Set<String> faults = new LinkedHashSet<>();
  private final Set<String> read = new TreeSet<>();

  public Settings(JsonObject values) {
    this.values = values;
  }

  /** A variable that has a default. */
  public String text(String name, String fallback) {
    return find(name).orElse(fallback);
  }

  /** All variables whose names start with a prefix, for libraries that define variables. */
  public Map<String, String> startingWith(String prefix) {
    return values.fieldNames().stream()
        .filter(name -> name.startsWith(prefix))
        .filter(name -> find(name).isPresent())
        .collect(Collectors.toUnmodifiableMap(name -> name, name -> text(name, "")));
  }

  /** A variable that must be set. */
  public String required(String name, String meaning) {
    return find(name).orElseGet(() -> fault(name + " is not set: " + meaning, ""));
  }

  /** A required secret, set by {@code NAME} or by {@code NAME_FILE}, the path of a file. */
  public Secret secret(String name, String meaning) {
    return optionalSecret(name)
        .orElseGet(
            () ->
                new Secret(
                    fault(
                        "%s is not set: %s (or set %s_FILE to a file that contains it)"
                            .formatted(name, meaning, name),
                        "")));
  }

  /** An optional secret. */
  public Optional<Secret> optionalSecret(String name) {
    read.add(name + "_FILE");
    return find(name).or(() -> find(name + "_FILE").map(file -> read(name, file))).map(Secret::new);
  }

  /** A TCP port; 0 selects any free port. */
  public int port(String name, int fallback) {
    return number(name, fallback, 0, 65_535);
  }

  /** A whole number between two bounds, both included. */
  public int number(String name, int fallback, int min, int max) {
    var text = find(name);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      var number = Integer.parseInt(text.get());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below, with the value and the range
    }
    return fault(
        "%s is \"%s\", expected a whole number from %d to %d".formatted(name, text.get(), min, max),
        fallback);
  }

  /** A boolean: true or false. */
  public boolean flag(String name, boolean fallback) {
    var text = find(name);
    if (text.isEmpty()) {
      return fallback;
    }
    return switch (text.get()) {
      case "true" -> true;
      case "false" -> false;
      default ->
          fault("%s is \"%s\", expected true or false".formatted(name, text.get()), fallback);
    };
  }

  /** An http or https address without a query; a slash at the end is dropped. */
  public URI url(String name, String fallback) {
    return address(name, fallback, Set.of("http", "https"));
  }

  /** A ws or wss address without a query; a slash at the end is dropped. */
  public URI webSocket(String name, String fallback) {
    return address(name, fallback, Set.of("ws", "wss"));
  }

  private URI address(String name, String fallback, Set<String> schemes) {
    var text = text(name, fallback).replaceAll("/+$", "");
    try {
      var url = URI.create(text);
      var allowed = url.getScheme() != null && schemes.contains(url.getScheme());
      if (allowed && url.getHost() != null && url.getQuery() == null && url.getUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // reported below, with the value
    }
    return fault(
        "%s is \"%s\", expected an address such as %s".formatted(name, text, fallback),
        URI.create(fallback));
  }

  /** Adds a fault found by a check across variables. */
  public void fault(String sentence) {
    faults.add(sentence);
  }

  /** Throws an exception if any variable read so far was wrong. */
  public void verify() {
    if (!faults.isEmpty()) {
      throw new ConfigurationException(faults);
    }
  }

  /** The names of all variables that are set. */
  public Set<String> names() {
    return values.fieldNames();
  }

  /** The names of the variables read so far, set or not. */
  public Set<String> read() {
    return Set.copyOf(read);
  }

  /** The faults found so far. */
  public Collection<String> faults() {
    return Set.copyOf(faults);
  }

  private <T> T fault(String sentence, T fallback) {
    faults.add(sentence);
    return fallback;
  }

  /** Finds a variable; empty counts as not set, as compose files and shells write it. */
  private Optional<String> find(String name) {
    read.add(name);
    return Optional.ofNullable(values.getValue(name))
        .map(Object::toString)
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private String read(String name, String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException | RuntimeException e) {
      return fault("%s_FILE is \"%s\", which cannot be read".formatted(name, file), "");
    }
  }
}
