package dev.streamviewer.sandbox.pusher.channel;

/** The only application of the stand-in. */
public record PusherApp(String id, String key, String secret) {
  public PusherApp {
    if (id.isBlank() || key.isBlank() || secret.isBlank()) {
      throw new IllegalArgumentException("Pusher app id, key and secret must not be blank");
    }
  }
}
