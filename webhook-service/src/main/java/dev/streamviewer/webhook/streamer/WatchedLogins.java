package dev.streamviewer.webhook.streamer;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The logins under which streamers are watched. After a change of name, some pages watch a streamer
 * under the former login and others under the new one, so a streamer may have several.
 */
final class WatchedLogins {
  /** More changes of name than Twitch allows while a page stays open. */
  private static final int MAX_PER_STREAMER = 3;

  private final Map<String, String> idByLogin = new HashMap<>();

  /** By id, the login that was added last at the end. */
  private final Map<String, Set<String>> loginsById = new HashMap<>();

  /** Returns the id of the streamer that is watched under a login. */
  Optional<String> idOf(String login) {
    return Optional.ofNullable(idByLogin.get(login));
  }

  /**
   * Returns the logins of a streamer in alphabetical order, the same in all processes; empty while
   * none is known.
   */
  List<String> of(String id) {
    return logins(id).stream().sorted().toList();
  }

  /** Whether a login of a streamer is known. */
  boolean isKnown(String id) {
    return loginsById.containsKey(id);
  }

  Set<String> logins(String id) {
    return loginsById.getOrDefault(id, Collections.emptySet());
  }

  /** Assigns a login to its owner, also if the login belonged to another streamer before. */
  void add(String id, String login) {
    idOf(login).ifPresent(previousOwner -> remove(previousOwner, login));
    var logins = loginsById.computeIfAbsent(id, first -> new LinkedHashSet<>());
    logins.add(login);
    idByLogin.put(login, id);
    if (logins.size() > MAX_PER_STREAMER) {
      remove(id, logins.iterator().next());
    }
  }

  /** Removes all logins of a streamer. */
  void removeAll(String id) {
    var removed = loginsById.remove(id);
    if (removed != null) {
      removed.forEach(idByLogin::remove);
    }
  }

  private void remove(String id, String login) {
    idByLogin.remove(login);
    var logins = loginsById.get(id);
    logins.remove(login);
    if (logins.isEmpty()) {
      loginsById.remove(id);
    }
  }
}
