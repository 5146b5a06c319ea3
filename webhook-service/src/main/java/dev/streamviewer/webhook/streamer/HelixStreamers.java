package dev.streamviewer.webhook.streamer;

import static dev.streamviewer.platform.twitch.HelixStreams.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.streamer.StreamState;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.platform.contract.streamer.StreamerSuggestion;
import dev.streamviewer.platform.json.LenientJson;
import dev.streamviewer.platform.twitch.HelixStreams;
import dev.streamviewer.webhook.helix.BatchLoader;
import dev.streamviewer.webhook.helix.Helix;
import dev.streamviewer.webhook.helix.Helix.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Streamers and streams from Helix, as types of this service. Concurrent lookups share a call. */
public final class HelixStreamers {
  private static final int MAX_SUGGESTIONS = 10;

  private final Helix names;
  private final Helix searches;
  private final BatchLoader<StreamerProfile> byLogin;
  private final BatchLoader<StreamerProfile> byId;
  private final BatchLoader<StreamState> live;
  private final BatchLoader<StreamState> offline;

  /**
   * @param names calls Helix for users and streams
   * @param searches calls Helix for searches
   */
  public HelixStreamers(Helix names, Helix searches, Timers timers) {
    this.names = names;
    this.searches = searches;
    byLogin = new BatchLoader<>(keys -> profiles("login", keys), timers);
    byId = new BatchLoader<>(keys -> profiles("id", keys), timers);
    live =
        new BatchLoader<>(
            keys ->
                data(
                        names,
                        "/streams?first=%d&%s"
                            .formatted(BatchLoader.MAX_KEYS, repeated("user_id", keys)))
                    .map(streams -> keyed(streams, "user_id", HelixStreams::live)),
            timers);
    offline =
        new BatchLoader<>(
            keys ->
                data(names, "/channels?" + repeated("broadcaster_id", keys))
                    .map(channels -> keyed(channels, "broadcaster_id", HelixStreamers::offline)),
            timers);
  }

  /** Looks up a streamer by login in lower case; empty if Twitch has none. */
  Future<Optional<StreamerProfile>> byLogin(String login) {
    return byLogin.ask(login);
  }

  /** Looks up a streamer by id; empty if Twitch has none. */
  Future<Optional<StreamerProfile>> byId(String id) {
    return byId.ask(id);
  }

  /** Returns the state of a stream. Twitch lags by up to a minute after a stream begins. */
  Future<StreamState> stream(String id) {
    return live.ask(id)
        .compose(stream -> stream.isPresent() ? Future.succeededFuture(stream.get()) : offline(id));
  }

  /** Returns the state of a stream that is known to be offline: the title and category set. */
  Future<StreamState> offline(String id) {
    return offline.ask(id).map(channel -> channel.orElse(unknown()));
  }

  /** The state of an unknown stream. */
  public static StreamState unknown() {
    return new StreamState(false, "", "", 0, null);
  }

  /** Finds streamers by a similar name: the exact name first, then live streamers. */
  Future<List<StreamerSuggestion>> search(String query) {
    return data(
            searches,
            "/search/channels?first=%d&query=%s".formatted(MAX_SUGGESTIONS, encoded(query)))
        .map(
            found ->
                found.stream()
                    .map(HelixStreamers::suggestion)
                    .sorted(
                        Comparator.comparing(
                                (StreamerSuggestion it) -> !it.login().equalsIgnoreCase(query))
                            .thenComparing(it -> !it.live()))
                    .limit(MAX_SUGGESTIONS)
                    .toList());
  }

  private Future<Map<String, StreamerProfile>> profiles(String field, List<String> keys) {
    return data(names, "/users?" + repeated(field, keys))
        .map(users -> keyed(users, field, HelixStreamers::profile));
  }

  /** Makes a call and returns the objects of its answer. */
  static Future<List<JsonObject>> data(Helix helix, String target) {
    return helix.get(target).compose(HelixStreamers::list);
  }

  /** Makes a call and returns the object of its answer; empty if Twitch has none. */
  static Future<Optional<JsonObject>> object(Helix helix, String target) {
    return helix
        .get(target)
        .compose(
            answer ->
                answer.status() == 404
                    ? Future.succeededFuture(Optional.empty())
                    : data(answer, JsonObject.class).map(Optional::of));
  }

  private static Future<List<JsonObject>> list(Answer answer) {
    return data(answer, JsonArray.class).map(data -> LenientJson.objects(data).toList());
  }

  /**
   * Returns the data of an answer.
   *
   * @return fails if Twitch refused the call or sent another type
   */
  private static <T> Future<T> data(Answer answer, Class<T> type) {
    if (answer.status() == 429) {
      return Future.failedFuture(
          new BusFailure(
              Reason.BUSY, "This site has reached Twitch's rate limit. Please try again soon."));
    }
    if (answer.status() == 400) {
      return Future.failedFuture(
          new BusFailure(Reason.INVALID, "Twitch rejected the request as malformed."));
    }
    var data = answer.body().getValue("data");
    if (answer.status() != 200 || !type.isInstance(data)) {
      return Future.failedFuture(
          new BusFailure(Reason.UPSTREAM, "Twitch sent an unexpected answer. Please try again."));
    }
    return Future.succeededFuture(type.cast(data));
  }

  interface Parser<A> {
    A parse(JsonObject item);
  }

  /** Reads objects by the value of a field, in lower case. */
  static <A> Map<String, A> keyed(List<JsonObject> data, String field, Parser<A> parser) {
    return data.stream()
        .collect(
            toMap(
                it -> it.getString(field, "").toLowerCase(Locale.ROOT),
                parser::parse,
                (first, second) -> first));
  }

  private static StreamerProfile profile(JsonObject user) {
    var login = text(user, "login");
    return new StreamerProfile(
        text(user, "id"), login, name(user, login), text(user, "profile_image_url"));
  }

  private static StreamState offline(JsonObject channel) {
    return new StreamState(
        false,
        text(channel, "title"),
        text(channel, "game_name"),
        text(channel, "game_id"),
        text(channel, "broadcaster_language"),
        0,
        null,
        "");
  }

  private static StreamerSuggestion suggestion(JsonObject channel) {
    var login = text(channel, "broadcaster_login");
    return new StreamerSuggestion(
        text(channel, "id"),
        login,
        name(channel, login),
        text(channel, "thumbnail_url"),
        Boolean.TRUE.equals(channel.getValue("is_live")),
        text(channel, "game_name"),
        text(channel, "title"),
        0);
  }

  private static String name(JsonObject json, String login) {
    var name = text(json, "display_name");
    return name.isEmpty() ? login : name;
  }

  static String repeated(String field, List<String> values) {
    return values.stream().map(it -> field + "=" + encoded(it)).collect(joining("&"));
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}
