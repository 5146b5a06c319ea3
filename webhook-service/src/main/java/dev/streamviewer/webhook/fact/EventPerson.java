package dev.streamviewer.webhook.fact;

import dev.streamviewer.platform.contract.streamer.StreamerLogins;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/**
 * A person, as far as Twitch names the person.
 *
 * @param id empty if unknown
 * @param login in lower case; empty if unknown
 * @param name the display name; empty if unknown
 * @param isAnonymous whether the person chose to stay unknown
 */
record EventPerson(
    Optional<String> id, Optional<String> login, Optional<String> name, boolean isAnonymous) {
  static final EventPerson ANONYMOUS =
      new EventPerson(Optional.empty(), Optional.empty(), Optional.empty(), true);

  /** Returns a person with at least one known field. */
  static Optional<EventPerson> of(
      Optional<String> id, Optional<String> login, Optional<String> name) {
    return id.isEmpty() && login.isEmpty() && name.isEmpty()
        ? Optional.empty()
        : Optional.of(new EventPerson(id, login, name, false));
  }

  /** Returns a login in lower case; empty for a text that Twitch would not allow as a login. */
  static Optional<String> login(String text) {
    return Optional.of(text.strip().toLowerCase(Locale.ROOT)).filter(StreamerLogins::isValid);
  }

  /** Whether the person is the account with an id. */
  boolean hasId(String other) {
    return id.filter(other::equals).isPresent();
  }

  JsonObject toJson() {
    if (isAnonymous) {
      return new JsonObject().put("anonymous", true);
    }
    var json = new JsonObject();
    id.ifPresent(it -> json.put("id", it));
    login.ifPresent(it -> json.put("login", it));
    name.ifPresent(it -> json.put("name", it));
    return json;
  }
}
