package dev.streamviewer.webhook.fact;

import java.util.Map;

/** Readers of shoutouts, roles, drops and accounts. */
final class CommunityFacts {
  static final Map<String, FactReader> BY_TYPE =
      Map.of(
          "channel.shoutout.create", CommunityFacts::shoutoutOut,
          "channel.shoutout.receive", CommunityFacts::shoutoutIn,
          "channel.moderator.add", role("moderator.add"),
          "channel.moderator.remove", role("moderator.remove"),
          "channel.vip.add", role("vip.add"),
          "channel.vip.remove", role("vip.remove"),
          "drop.entitlement.grant", CommunityFacts::drop,
          "user.authorization.grant", account("app.connected"),
          "user.authorization.revoke", account("app.disconnected"));

  private CommunityFacts() {}

  private static FactBuilder shoutoutOut(BodyFields fields, String streamer) {
    return FactBuilder.of("shoutout.out")
        .actor(fields.person("moderator_user"))
        .target(fields.person("to_broadcaster_user"))
        .amount(fields.number("viewer_count"), "viewers")
        .since(fields.time("started_at"));
  }

  private static FactBuilder shoutoutIn(BodyFields fields, String streamer) {
    return FactBuilder.of("shoutout.in")
        .actor(fields.person("from_broadcaster_user"))
        .amount(fields.number("viewer_count"), "viewers")
        .since(fields.time("started_at"));
  }

  private static FactReader role(String action) {
    return (fields, streamer) -> FactBuilder.of(action).target(fields.person("user"));
  }

  private static FactBuilder drop(BodyFields fields, String streamer) {
    return FactBuilder.of("drop")
        .actor(fields.person("user"))
        .category(fields.text("category_name"))
        .object("drop", fields.id("id").or(() -> fields.id("benefit_id")));
  }

  private static FactReader account(String action) {
    return (fields, streamer) -> FactBuilder.of(action).actor(fields.person("user"));
  }
}
