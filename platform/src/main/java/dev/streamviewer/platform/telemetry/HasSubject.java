package dev.streamviewer.platform.telemetry;

/** A message that concerns a Twitch message or a streamer, for logs and traces. */
public interface HasSubject {
  MessageSubject subject();
}
