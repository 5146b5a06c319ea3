package dev.streamviewer.kubernetes;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds fields that Kubernetes's models do not know, such as misspelt ones. */
final class UnknownFields {
  private final List<String> found = new ArrayList<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private UnknownFields() {}

  /** The names of unknown fields, each with the model's name. */
  static List<String> in(Object model) {
    var fields = new UnknownFields();
    fields.walk(model);
    return fields.found;
  }

  private void walk(Object value) {
    if (value instanceof Collection<?> items) {
      items.forEach(this::walk);
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(this::walk);
    } else if (value != null
        && value.getClass().getName().startsWith("io.fabric8.")
        && !value.getClass().isEnum()
        && seen.add(value)) {
      walkModel(value);
    }
  }

  private void walkModel(Object model) {
    for (var method : model.getClass().getMethods()) {
      var getter =
          method.getParameterCount() == 0
              && !Modifier.isStatic(method.getModifiers())
              && method.getName().startsWith("get")
              && !"getClass".equals(method.getName());
      if (!getter) {
        continue;
      }
      try {
        var value = method.invoke(model);
        if (method.isAnnotationPresent(JsonAnyGetter.class)) {
          ((Map<?, ?>) value)
              .keySet()
              .forEach(name -> found.add(model.getClass().getSimpleName() + "." + name));
        } else {
          walk(value);
        }
      } catch (ReflectiveOperationException e) {
        throw new AssertionError("Cannot read " + method, e);
      }
    }
  }
}
