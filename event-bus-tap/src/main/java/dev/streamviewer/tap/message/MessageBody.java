package dev.streamviewer.tap.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.streamviewer.platform.contract.event.ChannelNames;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookDeliveryCodec;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.platform.outcome.HasOutcome;
import dev.streamviewer.platform.record.RecordJson;
import dev.streamviewer.platform.telemetry.MessageSubject;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;

/** The body of a message, with its subject and its safe form. */
public final class MessageBody {
  private static final int MAX_CHARACTERS = 4_096;
  private static final int MAX_ID = 100;
  private static final String TYPE_HEADER = "twitch-eventsub-subscription-type";

  private final Object message;
  private JsonNode tree;

  /**
   * @param message may be null
   */
  public MessageBody(Object message) {
    this.message = message;
  }

  /** The size of the encoded message in bytes. */
  int size() {
    if (message == null) {
      return 0;
    }
    if (message instanceof WebhookDelivery callback) {
      var wire = Buffer.buffer();
      new WebhookDeliveryCodec().encodeToWire(wire, callback);
      return wire.length();
    }
    return message instanceof Buffer bytes ? bytes.length() : RecordJson.encode(message).length;
  }

  /** Whether the message concerns the streamer with this login. */
  public boolean concerns(String login) {
    return concerns(tree(), "", login);
  }

  /** Whether the message is, or is about, the one with this id. */
  public boolean concernsMessage(String id) {
    var ours = messageId();
    return ours != null
        && ours.startsWith(id)
        && (ours.length() == id.length() || ours.charAt(id.length()) == '#');
  }

  /** Twitch's id of the message that this is about, or null. */
  private String messageId() {
    return MessageSubject.of(message)
        .map(MessageSubject::messageId)
        .filter(it -> it.length() <= MAX_ID)
        .orElse(null);
  }

  public TapSubject subject() {
    return new TapSubject(messageId(), streamer(), type());
  }

  /** The outcome of the answered message, or null. */
  public String outcome() {
    return message instanceof HasOutcome known ? known.outcome() : null;
  }

  /** The reason for which the answered message was refused, or null. */
  public String refusal() {
    return message instanceof HasOutcome known && known.refusal() != null
        ? SecretRedaction.text(known.refusal())
        : null;
  }

  /** The first login of a streamer in the message, or null. */
  String streamer() {
    return streamer(tree(), "");
  }

  /** The EventSub subscription type, or null. */
  String type() {
    var header = tree().path("headers").path(TYPE_HEADER).path(0);
    var type = header.isTextual() ? header : tree().path("type");
    return type.isTextual() ? SecretRedaction.text(type.textValue()) : null;
  }

  /** The redacted body, cut to a few kilobytes; null for no body. */
  JsonNode safe() {
    if (message == null) {
      return null;
    }
    var safe = SecretRedaction.redact(tree().deepCopy());
    if (message instanceof WebhookVerdict verdict && verdict.status() == 200) {
      ((ObjectNode) safe).put("text", SecretRedaction.MASK);
    }
    var text = safe.toString();
    return text.length() <= MAX_CHARACTERS
        ? safe
        : TextNode.valueOf(text.substring(0, MAX_CHARACTERS) + "…");
  }

  private JsonNode tree() {
    if (tree == null) {
      tree = SafeJson.tree(message);
    }
    return tree;
  }

  private static boolean concerns(JsonNode node, String name, String login) {
    if (node.isTextual()) {
      return login.equals(loginIn(name, node.textValue()));
    }
    if (node.isArray()) {
      for (var item : node) {
        if (concerns(item, name, login)) {
          return true;
        }
      }
      return false;
    }
    for (var field : node.properties()) {
      if (concerns(field.getValue(), field.getKey(), login)) {
        return true;
      }
    }
    return false;
  }

  private static String streamer(JsonNode node, String name) {
    if (node.isTextual()) {
      return loginIn(name, node.textValue());
    }
    if (node.isArray()) {
      return node.size() == 1 ? streamer(node.get(0), name) : null;
    }
    for (var field : node.properties()) {
      var found = streamer(field.getValue(), field.getKey());
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The login in a field, if the name of the field marks a streamer's login. */
  private static String loginIn(String name, String value) {
    var login =
        switch (name) {
          case "login", "streamer" -> value;
          case "channel", "occupied", "vacated" -> ChannelNames.loginOf(value).orElse(null);
          default -> name.endsWith("broadcaster_user_login") ? value : null;
        };
    return login == null || login.length() > 25 ? null : login.toLowerCase(Locale.ROOT);
  }
}
