package dev.streamviewer.sandbox.twitch.eventsub;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * An order to let something happen on a channel, and how to send it.
 *
 * @param event fields that take the place of the made-up ones
 * @param copies how often each message is sent, under one id
 * @param forged whether it is signed with a wrong secret
 * @param id the message id, where the caller sets it
 * @param timestamp the timestamp header, where the caller sets it
 * @param body the raw body, where the caller sets it
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
