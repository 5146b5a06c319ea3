package dev.streamviewer.sandbox.twitch.eventsub;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * An order to create an event on a channel, with details of the delivery.
 *
 * @param event fields that replace generated fields
 * @param copies number of times that each message is sent, under the same id
 * @param forged whether to sign with a wrong secret
 * @param id message id, if set by the caller
 * @param timestamp timestamp header, if set by the caller
 * @param body raw body, if set by the caller
 */
public record EventOrder(
    String type,
    String login,
    JsonObject event,
    int copies,
    boolean forged,
    Optional<String> id,
    Optional<String> timestamp,
    Optional<String> body) {

  public static EventOrder of(String type, String login) {
    return of(type, login, new JsonObject());
  }

  public static EventOrder of(String type, String login, JsonObject event) {
    return new EventOrder(
        type, login, event, 1, false, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
