package dev.streamviewer.sandbox.twitch.eventsub;

import java.util.List;
import java.util.Set;

/**
 * A row of Twitch's table of subscription types.
 *
 * @param shape required and optional fields of the condition
 * @param scopes groups of scopes: the user must grant a scope of each group; empty for public
 *     events
 */
public record EventType(String name, String version, Shape shape, List<Set<String>> scopes) {

  public boolean needsConsent() {
    return !scopes.isEmpty();
  }

  /** Kinds of conditions. The field {@code authoriser} names the user whose consent counts. */
  public enum Shape {
    B("broadcaster_user_id", List.of("broadcaster_user_id"), Set.of()),
    BR("broadcaster_user_id", List.of("broadcaster_user_id"), Set.of("reward_id")),
    BM("moderator_user_id", List.of("broadcaster_user_id", "moderator_user_id"), Set.of()),
    BU("user_id", List.of("broadcaster_user_id", "user_id"), Set.of()),
    RAID("", List.of(), Set.of("from_broadcaster_user_id", "to_broadcaster_user_id")),
    USER("user_id", List.of("user_id"), Set.of()),
    CLIENT("", List.of("client_id"), Set.of("conduit_id")),
    DROP("", List.of("organization_id"), Set.of("category_id", "campaign_id")),
    EXTENSION("", List.of("extension_client_id"), Set.of());

    public final String authoriser;
    final List<String> required;
    final Set<String> optional;

    Shape(String authoriser, List<String> required, Set<String> optional) {
      this.authoriser = authoriser;
      this.required = required;
      this.optional = optional;
    }
  }
}
