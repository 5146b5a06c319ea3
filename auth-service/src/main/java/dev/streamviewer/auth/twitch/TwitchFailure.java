package dev.streamviewer.auth.twitch;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Twitch did not do what it was asked; the message is Twitch's own, or says why there is none. */
public final class TwitchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int NO_ANSWER = 0;
  private static final int TOO_MANY_REQUESTS = 429;

  /** The reasons that Twitch's OAuth server documents. */
  private static final Map<String, Integer> REASONS =
      Map.of("Bad Request", 400, "Unauthorized", 401, "Forbidden", 403, "Not Found", 404);

  private final int status;

  /**
   * @param status the HTTP status of an error
   */
  TwitchFailure(int status, String message) {
    this(status, message, null);
  }

  private TwitchFailure(int status, String message, Throwable cause) {
    super(message, cause, false, false);
    this.status = status;
  }

  /** No answer, or one that makes no sense. */
  static TwitchFailure unreachable(Throwable cause) {
    return new TwitchFailure(NO_ANSWER, String.valueOf(cause.getMessage()), cause);
  }

  /**
   * Reads back what OAuth2Auth makes of an error. It hides the status: there is the reason phrase,
   * a colon and the body; or the reason alone; or, if the body has a field {@code error}, that
   * field alone. What cannot be read counts as no answer, so that nobody is signed out by a riddle.
   */
  static TwitchFailure fromOAuth2Auth(Throwable failure) {
    if (failure instanceof TwitchFailure known) {
      return known;
    }
    var text = String.valueOf(failure.getMessage());
    var colon = text.indexOf(": ");
    var reason = colon < 0 ? text : text.substring(0, colon);
    var body = colon < 0 ? new JsonObject() : json(text.substring(colon + 2));
    var status = body.getValue("status") instanceof Integer number ? number : REASONS.get(reason);
    return status == null
        ? unreachable(failure)
        : new TwitchFailure(status, body.getString("message", reason));
  }

  /** The HTTP status, or 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** Whether Twitch said no. Otherwise it could not say anything, and may say yes later. */
  public boolean refused() {
    return status >= 400 && status < 500 && status != TOO_MANY_REQUESTS;
  }

  private static JsonObject json(String text) {
    try {
      return new JsonObject(text);
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }
}
