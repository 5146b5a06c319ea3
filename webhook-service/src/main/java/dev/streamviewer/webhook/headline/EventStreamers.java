package dev.streamviewer.webhook.headline;

import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.contract.streamer.StreamerLogins;
import dev.streamviewer.platform.text.AsciiForm;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whose event an event is, by ids alone, and under which logins viewers receive the event.
 * Names in an event only label the streamer: Twitch sends blank names, and names change.
 */
public final class EventStreamers {
  private static final Logger log = LoggerFactory.getLogger(EventStreamers.class);

  private static final String USER = "user";
  private static final AsciiForm ID = AsciiForm.of("[0-9]", 20);

  /** A display name has up to 25 characters; control characters and half characters are no name. */
  private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,100}");

  /** The form of most display names. */
  private static final AsciiForm PLAIN_NAME = AsciiForm.of("[\\x20-\\x7E]", 100);

  private final StreamerLookup lookup;
  private final Function<String, List<String>> watchedLogins;

  /** The streamer of an event, and the prefix of the fields that name the streamer. */
  private record Owner(String id, String prefix) {}

  /**
   * @param watchedLogins returns the logins under which viewers watch an id
   */
  public EventStreamers(StreamerLookup lookup, Function<String, List<String>> watchedLogins) {
    this.lookup = lookup;
    this.watchedLogins = watchedLogins;
  }

  /**
   * Returns the streamer of an event: once for each login under which viewers watch the streamer,
   * or once under the streamer's own login. A login that is known as another streamer's is looked
   * up at Twitch: the event must not reach that channel. Empty if the event names no streamer by
   * id, or Twitch has no such streamer; this is logged. Fails if Twitch is unreachable.
   */
  public Future<List<Streamer>> of(EventSubSubscription subscription, JsonObject event) {
    var owner = owner(subscription, event);
    if (!ID.matches(owner.id())) {
      log.warn(
          "An event of type {} is not published: expected the streamer's id in digits in the"
              + " condition or in {}_id",
          subscription.type(),
          owner.prefix());
      return Future.succeededFuture(List.of());
    }
    return names(owner, event)
        .filter(it -> !lookup.isOfAnother(it))
        .map(this::learned)
        .map(named -> Future.succeededFuture(receivers(named)))
        .orElseGet(() -> byId(owner.id()));
  }

  /** Like {@link #of}, for a streamer whose names are unknown. */
  public Future<List<Streamer>> byId(String id) {
    var logins = loginsOf(id);
    return lookup
        .byId(id)
        .map(found -> found.filter(it -> StreamerLogins.isValid(it.login())))
        .map(found -> found.map(this::receivers).orElseGet(() -> unnamed(id, logins)))
        .recover(failure -> unnamed(id, logins, failure))
        .onSuccess(
            streamers -> {
              if (streamers.isEmpty()) {
                log.warn("An event is not published: Twitch has no streamer with the id {}", id);
              }
            });
  }

  /** Viewers need no name while Twitch is unreachable, as long as their channel is known. */
  private static Future<List<Streamer>> unnamed(String id, List<String> logins, Throwable failure) {
    return logins.isEmpty()
        ? Future.failedFuture(failure)
        : Future.succeededFuture(unnamed(id, logins));
  }

  private static List<Streamer> unnamed(String id, List<String> logins) {
    return logins.stream().map(it -> new Streamer(id, it, it)).toList();
  }

  private Streamer learned(Streamer streamer) {
    lookup.named(streamer);
    return streamer;
  }

  private List<String> loginsOf(String id) {
    return watchedLogins.apply(id).stream().filter(StreamerLogins::isValid).toList();
  }

  /** Returns a streamer under each login that viewers listen for. */
  private List<Streamer> receivers(Streamer streamer) {
    var logins = loginsOf(streamer.id());
    return logins.isEmpty()
        ? List.of(streamer)
        : logins.stream().map(it -> new Streamer(streamer.id(), it, streamer.name())).toList();
  }

  /**
   * The streamer in the subscription's condition, else the event's broadcaster, else the user for
   * the types without a broadcaster.
   */
  private static Owner owner(EventSubSubscription subscription, JsonObject event) {
    var prefix =
        subscription
            .streamerField()
            .map(EventStreamers::prefix)
            .orElseGet(() -> hasBroadcaster(subscription.type()) ? "broadcaster_user" : USER);
    var id = subscription.condition(prefix + "_id");
    return new Owner(id.isEmpty() ? text(event, prefix + "_id") : id, prefix);
  }

  private static boolean hasBroadcaster(String type) {
    return !type.startsWith("user.") && !type.startsWith("drop.");
  }

  private static String prefix(String idField) {
    return idField.substring(0, idField.length() - "_id".length());
  }

  /** The names in the event, if they belong to the streamer and are well-formed. */
  private static Optional<Streamer> names(Owner owner, JsonObject event) {
    var login = asciiLowerCase(text(event, owner.prefix() + "_login"));
    if (!owner.id().equals(text(event, owner.prefix() + "_id")) || !StreamerLogins.isValid(login)) {
      return Optional.empty();
    }
    var name = text(event, owner.prefix() + "_name").strip();
    return Optional.of(new Streamer(owner.id(), login, isName(name) ? name : login));
  }

  private static boolean isName(String text) {
    return PLAIN_NAME.matches(text) || NAME.matcher(text).matches();
  }

  /** Leaves other letters alone, since some become ASCII letters in lower case. */
  private static String asciiLowerCase(String login) {
    return login.chars().allMatch(it -> it < 0x80) ? login.toLowerCase(Locale.ROOT) : login;
  }

  private static String text(JsonObject event, String field) {
    var value = event.getValue(field);
    return value instanceof String || value instanceof Number ? value.toString() : "";
  }
}
