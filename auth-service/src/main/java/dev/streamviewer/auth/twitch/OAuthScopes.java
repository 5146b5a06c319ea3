package dev.streamviewer.auth.twitch;

import io.vertx.core.json.JsonArray;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the granted scopes from Twitch's responses. */
final class OAuthScopes {
  private OAuthScopes() {}

  /**
   * Reads scopes in any form that Twitch writes: an array, against RFC 6749 (twitchdev/issues 164),
   * a text with blanks, or nothing at all.
   */
  static Set<String> granted(Object json) {
    var names =
        json instanceof JsonArray array
            ? array.stream().map(String::valueOf)
            : json instanceof String text ? Stream.of(text.split("\\s+")) : Stream.<String>empty();
    return names
        .filter(name -> !name.isBlank())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
