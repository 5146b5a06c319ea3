package dev.streamviewer.tap.message;

/**
 * The subject of a request, which its reply shares. Each may be null.
 *
 * @param message Twitch's message id
 * @param streamer the login of the streamer concerned
 * @param type the EventSub subscription type
 */
public record TapSubject(String message, String streamer, String type) {
  public static final TapSubject NONE = new TapSubject(null, null, null);

  /** Returns this subject, with the parts of another where this one has none. */
  public TapSubject or(TapSubject other) {
    return new TapSubject(
        message == null ? other.message : message,
        streamer == null ? other.streamer : streamer,
        type == null ? other.type : type);
  }
}
