package dev.streamviewer.webhook.headline;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages of one language. Actions have a list of templates, or one list for each variant and
 * for {@code any} other.
 */
final class MessageCatalogue {
  /** The page's own file, which the build copies. */
  private static final String ENGLISH = "/locales/en/headlines.json";

  private final Map<String, List<MessageTemplate>> templates = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, MessageTemplate> frames = new HashMap<>();

  MessageCatalogue(JsonObject messages) {
    index("", messages);
  }

  /** Reads the English messages, a part of this program. */
  static MessageCatalogue english() {
    try (var file = MessageCatalogue.class.getResourceAsStream(ENGLISH)) {
      if (file == null) {
        throw new IllegalStateException(
            "The program lacks its file %s; build it again.".formatted(ENGLISH));
      }
      return new MessageCatalogue(new JsonObject(Buffer.buffer(file.readAllBytes())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the templates of an action in a variant, the fullest first; empty if none. */
  List<MessageTemplate> templates(String action, String variant) {
    return templates.getOrDefault(
        action + "." + variant,
        "any".equals(variant) ? templates.getOrDefault(action, List.of()) : List.of());
  }

  /** Returns a text of its own, such as the words of a kind. */
  Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /** Returns a text of its own that has placeholders. */
  Optional<MessageTemplate> frame(String name) {
    return Optional.ofNullable(frames.get(name));
  }

  /** Returns the words of a type of subscription, or of the family of types that it belongs to. */
  Optional<String> wordsOfType(String type) {
    var end = type.length();
    while (end > 0) {
      var words = text("types." + type.substring(0, end));
      if (words.isPresent()) {
        return words;
      }
      end = type.lastIndexOf('.', end - 1);
    }
    return Optional.empty();
  }

  private void index(String path, JsonObject messages) {
    for (var message : messages) {
      var name = path.isEmpty() ? message.getKey() : path + "." + message.getKey();
      if (message.getValue() instanceof JsonObject group) {
        index(name, group);
      } else if (message.getValue() instanceof JsonArray list) {
        templates.put(name, list.stream().map(it -> new MessageTemplate((String) it)).toList());
      } else {
        texts.put(name, (String) message.getValue());
        frames.put(name, new MessageTemplate((String) message.getValue()));
      }
    }
  }
}
