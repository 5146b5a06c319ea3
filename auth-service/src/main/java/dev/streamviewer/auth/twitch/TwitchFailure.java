package dev.streamviewer.auth.twitch;

import dev.streamviewer.platform.json.LenientJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** A failed call to Twitch. The message is Twitch's own, or the reason why there is none. */
public final class TwitchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int NO_ANSWER = 0;
  private static final int TOO_MANY_REQUESTS = 429;

  /** The reason phrases that Twitch's OAuth server documents. */
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

  /** Creates the failure of a call without a response, or with a meaningless one. */
  static TwitchFailure unreachable(Throwable cause) {
    return new TwitchFailure(NO_ANSWER, String.valueOf(cause.getMessage()), cause);
  }

  /** Returns the failure of a call; any other than Twitch's own means that no response came. */
  static TwitchFailure of(Throwable failure) {
    return failure instanceof TwitchFailure twitch ? twitch : unreachable(failure);
  }

  /**
   * Restores the status from an error of OAuth2Auth, which hides it. The error's text is the reason
   * phrase, a colon and the body; or the reason alone; or, if the body has a field {@code error},
   * that field alone. Any other text counts as no response, so that no viewer is signed out by an
   * unclear error.
   */
  static TwitchFailure fromOAuth2Auth(Throwable failure) {
    if (failure instanceof TwitchFailure twitch) {
      return twitch;
    }
    var text = String.valueOf(failure.getMessage());
    var colon = text.indexOf(": ");
    var reason = colon < 0 ? text : text.substring(0, colon);
    var body =
        colon < 0 ? new JsonObject() : LenientJson.object(Buffer.buffer(text.substring(colon + 2)));
    var status = body.getValue("status") instanceof Integer number ? number : REASONS.get(reason);
    return status == null
        ? unreachable(failure)
        : new TwitchFailure(status, body.getString("message", reason));
  }

  /** Returns the HTTP status, or 0 without a response. */
  public int status() {
    return status;
  }

  /** Returns whether Twitch refused. Any other failure may be temporary. */
  public boolean refused() {
    return status >= 400 && status < 500 && status != TOO_MANY_REQUESTS;
  }
}
