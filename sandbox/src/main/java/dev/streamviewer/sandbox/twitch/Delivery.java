package dev.streamviewer.sandbox.twitch;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * How far a message has come.
 *
 * @param attempts posts so far
 * @param status the last answer; 0 when there was none
 * @param millis what the last answer took
 * @param fault why there was no answer
 */
public record Delivery(
    Message message, Outcome outcome, int attempts, int status, long millis, String fault) {

  /** Where a delivery stands. */
  public enum Outcome {
    SENDING,
    RETRYING,
    DELIVERED,
    FAILED,
    /** The subscription ended while a retry was waiting. */
    ABANDONED
  }

  static Delivery begun(Message message) {
    return new Delivery(message, Outcome.SENDING, 0, 0, 0, "");
  }

  Delivery answered(CallbackClient.Answer answer, Outcome outcome) {
    return new Delivery(
        message, outcome, attempts + 1, answer.status(), answer.millis(), answer.fault());
  }

  Delivery with(Outcome outcome) {
    return new Delivery(message, outcome, attempts, status, millis, fault);
  }

  public boolean isDelivered() {
    return outcome == Outcome.DELIVERED;
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("messageId", message.id())
        .put("messageType", message.kind())
        .put("subscriptionId", message.subscription().id())
        .put("subscriptionType", message.subscription().type())
        .put("timestamp", message.timestamp())
        .put("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .put("attempts", attempts)
        .put("status", status)
        .put("latencyMs", millis)
        .put("fault", fault);
  }
}
