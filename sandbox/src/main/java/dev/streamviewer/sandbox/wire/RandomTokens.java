package dev.streamviewer.sandbox.wire;

import java.security.SecureRandom;

/** Generates unguessable text for tokens, codes and socket ids. */
public final class RandomTokens {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

  private final SecureRandom random = new SecureRandom();

  public String token(int length) {
    return random
        .ints(length, 0, ALPHABET.length())
        .collect(
            StringBuilder::new,
            (text, index) -> text.append(ALPHABET.charAt(index)),
            StringBuilder::append)
        .toString();
  }

  /** Returns a random number as text, as in Twitch's ids and the halves of Pusher's socket ids. */
  public String digits() {
    return Integer.toString(random.nextInt(100_000_000, 1_000_000_000));
  }
}
