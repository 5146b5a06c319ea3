package dev.streamviewer.auth.session;

import dev.streamviewer.auth.crypto.TokenCipher;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.Viewer;
import dev.streamviewer.platform.record.OptionalField;
import dev.streamviewer.platform.record.StoredJson;
import java.time.Instant;
import java.util.Optional;

/**
 * A session as stored in cluster memory, to which more processes have access than may see tokens.
 *
 * @param tokens the encrypted {@link TokenPair}
 */
record StoredSession(
    Viewer viewer, String tokens, Instant expiresAt, Instant validatedAt, Instant createdAt) {

  /** Both tokens of a session; the refresh token may be null. */
  record TokenPair(Secret access, @OptionalField Secret refresh) {}

  /**
   * @param key the key of the map entry
   */
  static StoredSession of(UserSession session, String key, TokenCipher cipher) {
    var pair = new TokenPair(session.accessToken(), session.refreshToken());
    return new StoredSession(
        session.viewer(),
        cipher.encrypt(StoredJson.encode(pair), key),
        session.expiresAt(),
        session.validatedAt(),
        session.createdAt());
  }

  static StoredSession parse(String json) {
    return StoredJson.decode(json, StoredSession.class);
  }

  String json() {
    return StoredJson.encode(this);
  }

  /** Decrypts the session; empty if that fails. */
  Optional<UserSession> decrypt(String key, TokenCipher cipher) {
    return cipher
        .decrypt(tokens, key)
        .map(text -> StoredJson.decode(text, TokenPair.class))
        .map(
            pair ->
                new UserSession(
                    viewer, pair.access(), pair.refresh(), expiresAt, validatedAt, createdAt));
  }
}
