package dev.streamviewer.sandbox.twitch.helix;

import dev.streamviewer.sandbox.twitch.world.ArchivedVideo;
import dev.streamviewer.sandbox.twitch.world.PlannedStream;
import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.StreamCategory;
import dev.streamviewer.sandbox.twitch.world.TwitchUser;
import dev.streamviewer.sandbox.wire.TwitchTimes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.function.Supplier;

/** JSON of accounts, streams and channels in the format of Helix. */
public final class HelixViews {
  private final Supplier<String> publicUrl;

  public HelixViews(Supplier<String> publicUrl) {
    this.publicUrl = publicUrl;
  }

  JsonObject user(SandboxStreamer streamer, boolean withEmail) {
    var user = streamer.user();
    var json =
        new JsonObject()
            .put("id", user.id())
            .put("login", user.login())
            .put("display_name", user.name())
            .put("type", "")
            .put("broadcaster_type", user.streams() ? "partner" : "")
            .put("description", user.description())
            .put("profile_image_url", avatar(user))
            .put("offline_image_url", "")
            .put("view_count", 0)
            .put("created_at", TwitchUser.CREATED_AT);
    return withEmail ? json.put("email", user.email()) : json;
  }

  JsonObject stream(SandboxStreamer streamer) {
    var user = streamer.user();
    var live = streamer.live();
    return new JsonObject()
        .put("id", live.id())
        .mergeIn(user.as("user"))
        .put("game_id", streamer.category().id())
        .put("game_name", streamer.category().name())
        .put("type", "live")
        .put("title", streamer.title())
        .put("tags", new JsonArray().add(languageName(streamer)).add("Sandbox"))
        .put("viewer_count", live.viewers())
        .put("started_at", TwitchTimes.seconds(live.startedAt()))
        .put("language", streamer.language())
        .put(
            "thumbnail_url",
            publicUrl.get() + "/previews/" + user.login() + "-{width}x{height}.svg")
        .put("tag_ids", new JsonArray())
        .put("is_mature", false);
  }

  JsonObject searchResult(SandboxStreamer streamer) {
    var user = streamer.user();
    return new JsonObject()
        .put("id", user.id())
        .put("broadcaster_login", user.login())
        .put("display_name", user.name())
        .put("broadcaster_language", streamer.language())
        .put("game_id", streamer.category().id())
        .put("game_name", streamer.category().name())
        .put("is_live", streamer.isLive())
        .put("tag_ids", new JsonArray())
        .put("tags", new JsonArray())
        .put("thumbnail_url", avatar(user))
        .put("title", streamer.title())
        .put(
            "started_at",
            streamer.stream().map(live -> TwitchTimes.seconds(live.startedAt())).orElse(""));
  }

  JsonObject channel(SandboxStreamer streamer) {
    return new JsonObject()
        .put("broadcaster_id", streamer.user().id())
        .put("broadcaster_login", streamer.user().login())
        .put("broadcaster_name", streamer.user().name())
        .put("broadcaster_language", streamer.language())
        .put("game_id", streamer.category().id())
        .put("game_name", streamer.category().name())
        .put("title", streamer.title())
        .put("delay", 0)
        .put("tags", new JsonArray())
        .put("content_classification_labels", new JsonArray())
        .put("is_branded_content", false);
  }

  JsonObject category(StreamCategory category) {
    return new JsonObject()
        .put("id", category.id())
        .put("name", category.name())
        .put("box_art_url", publicUrl.get() + "/boxart/" + category.id() + "-{width}x{height}.svg")
        .put("igdb_id", "");
  }

  JsonObject video(ArchivedVideo recording) {
    var user = recording.streamer().user();
    return new JsonObject()
        .put("id", recording.id())
        .put("stream_id", recording.streamId())
        .mergeIn(user.as("user"))
        .put("title", recording.title())
        .put("description", "")
        .put("created_at", TwitchTimes.seconds(recording.createdAt()))
        .put("published_at", TwitchTimes.seconds(recording.createdAt()))
        .put("url", "https://www.twitch.tv/videos/" + recording.id())
        .put("thumbnail_url", "")
        .put("viewable", "public")
        .put("view_count", 0)
        .put("language", recording.streamer().language())
        .put("type", "archive")
        .put("duration", TwitchTimes.duration(recording.length()))
        .putNull("muted_segments");
  }

  JsonObject schedule(SandboxStreamer streamer, JsonArray segments) {
    return new JsonObject()
        .put("segments", segments)
        .mergeIn(streamer.user().as("broadcaster"))
        .putNull("vacation");
  }

  JsonObject segment(PlannedStream plan) {
    var category = plan.streamer().category();
    return new JsonObject()
        .put("id", plan.id())
        .put("start_time", TwitchTimes.seconds(plan.startsAt()))
        .put("end_time", TwitchTimes.seconds(plan.startsAt().plus(plan.length())))
        .put("title", plan.title())
        .putNull("canceled_until")
        .put("category", new JsonObject().put("id", category.id()).put("name", category.name()))
        .put("is_recurring", true);
  }

  /** Returns the tag that Twitch adds for the language of a stream. */
  private static String languageName(SandboxStreamer streamer) {
    var locale = Locale.forLanguageTag(streamer.language());
    return locale.getDisplayLanguage(locale);
  }

  private String avatar(TwitchUser user) {
    return publicUrl.get() + "/avatars/" + user.login() + ".svg";
  }
}
