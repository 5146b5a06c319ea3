package dev.streamviewer.sandbox.twitch.world;

import io.vertx.core.json.JsonObject;

/**
 * An account. Every account can stream.
 *
 * @param name display name, in any script
 * @param hue hue of the picture, in degrees
 * @param consents whether the account is offered on the consent page
 */
public record TwitchUser(
    String id, String login, String name, String description, int hue, boolean consents) {
  /** Creation time of all accounts of the demo. */
  public static final String CREATED_AT = "2019-05-17T09:12:44Z";

  /** Whether the account is a streamer. Viewers of the demo have no description. */
  public boolean streams() {
    return !description.isEmpty();
  }

  public String email() {
    return login + "@example.com";
  }

  /** Returns the three fields with which events name an account in a role. */
  public JsonObject as(String role) {
    return new JsonObject()
        .put(role + "_id", id)
        .put(role + "_login", login)
        .put(role + "_name", name);
  }
}
