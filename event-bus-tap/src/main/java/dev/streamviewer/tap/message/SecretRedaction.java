package dev.streamviewer.tap.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Removes secrets from a JSON tree. When in doubt, it hides too much: fields by the words in their
 * names, headers unless known to be harmless, and credential-like parts of any text.
 */
public final class SecretRedaction {
  static final String MASK = "••••";

  private static final Set<String> SECRET_WORDS =
      Set.of(
          "secret",
          "secrets",
          "token",
          "tokens",
          "jwt",
          "password",
          "passwd",
          "passphrase",
          "pin",
          "signature",
          "sig",
          "hmac",
          "cookie",
          "cookies",
          "authorization",
          "authorisation",
          "auth",
          "credential",
          "credentials",
          "session",
          "sessions",
          "code",
          "codes",
          "state",
          "nonce",
          "verifier",
          "browser",
          "challenge",
          "key",
          "keys",
          "apikey",
          "bearer",
          "csrf",
          "email");

  /** Parts of names without word boundaries, such as {@code accesstoken}. */
  private static final List<String> SECRET_PARTS =
      List.of("secret", "token", "password", "signature", "cookie", "credential", "authoriz");

  private static final Set<String> HARMLESS_HEADERS =
      Set.of(
          "content-type",
          "content-length",
          "user-agent",
          "twitch-eventsub-message-id",
          "twitch-eventsub-message-retry",
          "twitch-eventsub-message-timestamp",
          "twitch-eventsub-message-type",
          "twitch-eventsub-subscription-type",
          "twitch-eventsub-subscription-version");

  /** Limits the input of the patterns, since anyone can send a callback. */
  private static final int MAX_CHARACTERS = 1_000;

  private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+");
  private static final Pattern QUERY =
      Pattern.compile("(\\b[a-zA-Z][a-zA-Z0-9+.-]{0,20}://[^\\s?#\"]*)[?#][^\\s\"]*");
  private static final Pattern USER = Pattern.compile("(://)[^/\\s@\"]+@");
  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\b(bearer|oauth|basic)\\s+[A-Za-z0-9._~+/=:-]{6,}");
  private static final Pattern DIGEST = Pattern.compile("(?i)\\bsha(1|256|384|512)=[0-9a-f]+");
  private static final Pattern JWT =
      Pattern.compile("\\beyJ[A-Za-z0-9_-]{6,}\\.[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]*)?");

  /** The format of Twitch's access tokens (30 characters) and refresh tokens (50). */
  private static final Pattern TWITCH_TOKEN =
      Pattern.compile("\\b(?=[a-z]*[0-9])[a-z0-9]{30}(?:[a-z0-9]{20})?\\b");

  /**
   * Key-value pairs. After a colon the value must be longer, since the next words of a sentence may
   * follow.
   */
  private static final Pattern PAIR =
      Pattern.compile(
          "(?i)\\b([a-z_-]{0,20}(?:token|secret|password|signature|session|cookie)|code|state|auth)"
              + "(\\s*=\\s*|\\s*:\\s*(?=[^\\s&;,\"]{6}))[^\\s&;,\"]+");

  private SecretRedaction() {}

  /** Redacts a tree, which may be modified in place. */
  static JsonNode redact(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(field(field.getKey(), field.getValue())));
      return object;
    }
    if (node instanceof ArrayNode array) {
      for (var i = 0; i < array.size(); i++) {
        array.set(i, redact(array.get(i)));
      }
      return array;
    }
    return node.isTextual() ? TextNode.valueOf(text(node.textValue())) : node;
  }

  /** Redacts credential-like parts of a text. */
  public static String text(String text) {
    var nested = SafeJson.parse(text);
    if (nested != null) {
      return redact(nested).toString();
    }
    var start = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "…" : text;
    var safe = QUERY.matcher(start).replaceAll("$1?" + MASK);
    safe = USER.matcher(safe).replaceAll("$1" + MASK + "@");
    safe = SCHEME.matcher(safe).replaceAll("$1 " + MASK);
    safe = DIGEST.matcher(safe).replaceAll("sha$1=" + MASK);
    safe = JWT.matcher(safe).replaceAll(MASK);
    safe = TWITCH_TOKEN.matcher(safe).replaceAll(MASK);
    return PAIR.matcher(safe).replaceAll("$1$2" + MASK);
  }

  private static JsonNode field(String name, JsonNode value) {
    if (value.isNull() || value.isBoolean()) {
      return value;
    }
    if (isSecret(name)) {
      return TextNode.valueOf(MASK);
    }
    return "headers".equals(name) && value instanceof ObjectNode headers
        ? headers(headers)
        : redact(value);
  }

  private static JsonNode headers(ObjectNode headers) {
    var safe = JsonNodeFactory.instance.objectNode();
    headers
        .properties()
        .forEach(
            header ->
                safe.set(
                    header.getKey(),
                    HARMLESS_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))
                        ? redact(header.getValue())
                        : TextNode.valueOf(MASK)));
    return safe;
  }

  private static boolean isSecret(String name) {
    for (var word : WORDS.split(name)) {
      if (SECRET_WORDS.contains(word.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    var together = name.toLowerCase(Locale.ROOT);
    return SECRET_PARTS.stream().anyMatch(together::contains);
  }
}
