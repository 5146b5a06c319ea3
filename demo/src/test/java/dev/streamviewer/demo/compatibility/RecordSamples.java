package dev.streamviewer.demo.compatibility;

import dev.streamviewer.platform.bus.Endpoint;
import dev.streamviewer.platform.bus.Topic;
import dev.streamviewer.platform.contract.Contracts;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Every record that crosses the bus or lies in a map of the cluster, with all fields set. */
final class RecordSamples {
  private static final Instant NOW = Instant.parse("2026-11-29T20:15:00.123456789Z");

  /** The records in maps of the cluster; most are hidden in their packages. */
  private static final List<String> STORED =
      List.of(
          "dev.streamviewer.auth.overlay.StoredOverlays",
          "dev.streamviewer.auth.session.StoredSession",
          "dev.streamviewer.auth.session.StoredSession$TokenPair",
          "dev.streamviewer.platform.contract.streamer.ChatTokenOwner",
          "dev.streamviewer.webhook.delivery.Outbox$Entry",
          "dev.streamviewer.webhook.websub.WebSubSubscription");

  private RecordSamples() {}

  /** Returns the types of all messages, with the order that the tap gives to other processes. */
  static Stream<Class<?>> messageTypes() {
    var contracts = Arrays.stream(Contracts.class.getFields()).flatMap(RecordSamples::types);
    return Stream.concat(contracts, Stream.of(type("dev.streamviewer.tap.TapOrder"))).distinct();
  }

  static Stream<Class<?>> storedTypes() {
    return STORED.stream().map(RecordSamples::type);
  }

  static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(
          "%s is gone, but processes of an earlier release send or store it. %s"
              .formatted(name, ReleaseSnapshotTest.WHAT_TO_DO),
          e);
    }
  }

  /** Returns a record of which no field is null or empty. */
  static Object of(Class<?> type) {
    var components = type.getRecordComponents();
    var values = Arrays.stream(components).map(it -> value(it.getGenericType(), it)).toArray();
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("No sample of " + type, e);
    }
  }

  private static Stream<Class<?>> types(Field contract) {
    try {
      var value = contract.get(null);
      return value instanceof Endpoint<?, ?> endpoint
          ? Stream.of(endpoint.question(), endpoint.answer())
          : value instanceof Topic<?> topic ? Stream.of(topic.type()) : Stream.of();
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static Object value(Type type, RecordComponent field) {
    if (type instanceof ParameterizedType container) {
      var of = container.getActualTypeArguments();
      var raw = container.getRawType();
      return raw == Map.class
          ? Map.of(value(of[0], field), value(of[1], field))
          : raw == Set.class ? Set.of(value(of[0], field)) : List.of(value(of[0], field));
    }
    return value((Class<?>) type, field);
  }

  private static Object value(Class<?> type, RecordComponent field) {
    if (type == String.class) {
      return "a-" + field.getName();
    } else if (type == boolean.class) {
      return true;
    } else if (type == int.class) {
      return 7;
    } else if (type == long.class) {
      return 7_000_000_000L;
    } else if (type == Instant.class) {
      return NOW;
    } else if (type == URI.class) {
      return URI.create("https://viewer.example.com/" + field.getName());
    } else if (type == Buffer.class) {
      return Buffer.buffer("bytes");
    } else if (type == JsonObject.class) {
      return new JsonObject().put("title", "Zoë 日本").put("n", 1);
    } else if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return of(type);
  }
}
