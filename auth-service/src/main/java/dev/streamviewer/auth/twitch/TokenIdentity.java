package dev.streamviewer.auth.twitch;

import java.util.Set;

/**
 * The user of a token, and the granted scopes, according to Twitch's /validate.
 *
 * @param login null if the account was deleted
 */
public record TokenIdentity(String userId, String login, Set<String> scopes) {
  public boolean accountExists() {
    return login != null;
  }
}
