package dev.streamviewer.sandbox.twitch.world;

import io.vertx.core.json.JsonObject;

/**
 * An account. Every account can stream.
 *
 * @param name as displayed; need not be Latin
 * @param hue of the picture, in degrees
 * @param consents whether the account is offered on the consent page
 */
public record TwitchUser(
    String id, String login, String name, String description, int hue, boolean consents) {
  /** Accounts of the demo all date from the same day. */
  public static final String CREATED_AT = "2019-05-17T09:12:44Z";

  /** Viewers of the demo have no description. */
  public boolean streams() {
    return !description.isEmpty();
  }

  public String email() {
    return login + "@example.com";
  }

  /** The three fields with which events name an account in some role. */
  public JsonObject as(String role) {
    return new JsonObject()
        .put(role + "_id", id)
        .put(role + "_login", login)
        .put(role + "_name", name);
  }
}
