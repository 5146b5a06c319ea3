package dev.streamviewer.sandbox.twitch.helix;

import dev.streamviewer.sandbox.twitch.oauth.AccessToken;
import dev.streamviewer.sandbox.twitch.oauth.ConsentRegister;
import dev.streamviewer.sandbox.twitch.world.ArchivedVideo;
import dev.streamviewer.sandbox.twitch.world.ChannelSearch;
import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.StreamCategory;
import dev.streamviewer.sandbox.twitch.world.StreamPlans;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import dev.streamviewer.sandbox.twitch.world.VideoArchive;
import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Routes of Helix about users: accounts, streams, categories, channels, videos, schedules and
 * granted scopes.
 */
public final class HelixRoutes {
  private static final Pattern LOGIN = Pattern.compile("[a-zA-Z0-9_]{1,25}");
  private static final Pattern ID = Pattern.compile("[0-9]{1,20}");

  private static final Comparator<SandboxStreamer> MAX_VIEWERS_FIRST =
      Comparator.comparing((SandboxStreamer streamer) -> streamer.live().viewers()).reversed();

  private final TwitchWorld world;
  private final ConsentRegister consents;
  private final HelixViews views;
  private final VideoArchive videos;
  private final StreamPlans plans;

  public HelixRoutes(
      TwitchWorld world,
      ConsentRegister consents,
      HelixViews views,
      VideoArchive videos,
      StreamPlans plans) {
    this.world = world;
    this.consents = consents;
    this.views = views;
    this.videos = videos;
    this.plans = plans;
  }

  public void mount(Router router) {
    router.get("/helix/users").handler(this::users);
    router.get("/helix/streams").handler(this::streams);
    router.get("/helix/streams/followed").handler(this::followed);
    router.get("/helix/games/top").handler(this::topCategories);
    router.get("/helix/videos").handler(this::videos);
    router.get("/helix/schedule").handler(this::schedule);
    router.get("/helix/search/channels").handler(this::search);
    router.get("/helix/channels").handler(this::channels);
    router
        .get("/helix/authorization/users")
        .handler(HelixAuth.appOnly())
        .handler(this::authorizations);
  }

  private void users(RoutingContext ctx) {
    var token = HelixAuth.token(ctx);
    var found = namedUsers(ctx, "id", "login", 100);
    if (namesNoUser(ctx, "id", "login")) {
      if (token.isApp()) {
        throw new ApiError(400, "Must provide an ID, Login or OAuth Token");
      }
      found = world.withId(token.userId()).stream().toList();
    }
    ctx.json(
        PageCursor.data(found, streamer -> views.user(streamer, maySeeEmail(token, streamer))));
  }

  private void streams(RoutingContext ctx) {
    var query = ctx.queryParams();
    var requested =
        namesNoUser(ctx, "user_id", "user_login")
            ? world.live()
            : namedUsers(ctx, "user_id", "user_login", 200).stream()
                .filter(SandboxStreamer::isLive)
                .toList();
    var live =
        requested.stream()
            .filter(allowedBy(query.getAll("game_id"), s -> s.category().id()))
            .filter(allowedBy(query.getAll("language"), SandboxStreamer::language))
            .sorted(MAX_VIEWERS_FIRST)
            .toList();
    ctx.json(PageCursor.page(ctx, live, views::stream));
  }

  /** Returns the live streams of followed channels, to the follower alone. */
  private void followed(RoutingContext ctx) {
    var token = HelixAuth.token(ctx);
    var userId = ctx.queryParams().get("user_id");
    if (userId == null) {
      throw new ApiError(400, "Missing required parameter \"user_id\"");
    }
    if (!userId.equals(token.userId())) {
      throw new ApiError(401, "The ID in user_id must match the user ID in the access token");
    }
    if (!token.scopes().contains("user:read:follows")) {
      throw new ApiError(401, "Missing scope: user:read:follows");
    }
    var live =
        world.followedBy(userId).stream()
            .filter(SandboxStreamer::isLive)
            .sorted(MAX_VIEWERS_FIRST)
            .toList();
    ctx.json(PageCursor.page(ctx, live, views::stream));
  }

  private void topCategories(RoutingContext ctx) {
    var viewers =
        world.live().stream()
            .collect(
                Collectors.groupingBy(
                    SandboxStreamer::category,
                    Collectors.summingInt(streamer -> streamer.live().viewers())));
    var largestFirst =
        viewers.entrySet().stream()
            .sorted(Map.Entry.<StreamCategory, Integer>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList();
    ctx.json(PageCursor.page(ctx, largestFirst, views::category));
  }

  private void videos(RoutingContext ctx) {
    if (namesNoUser(ctx, "user_id", "")) {
      throw new ApiError(
          400, "At least one of the parameters \"id\", \"user_id\", \"game_id\" is required");
    }
    var type = ctx.queryParams().get("type");
    var found =
        type == null || type.equals("all") || type.equals("archive")
            ? namedUsers(ctx, "user_id", "", 1).stream()
                .flatMap(streamer -> videos.of(streamer).stream())
                .toList()
            : List.<ArchivedVideo>of();
    ctx.json(PageCursor.page(ctx, found, views::video));
  }

  /** Returns the schedule as one object. Like Twitch, answers 404 if there is none. */
  private void schedule(RoutingContext ctx) {
    if (namesNoUser(ctx, "broadcaster_id")) {
      throw new ApiError(400, "Missing required parameter \"broadcaster_id\"");
    }
    var streamer =
        namedUsers(ctx, "broadcaster_id", "", 1).stream()
            .filter(it -> !plans.of(it).isEmpty())
            .findFirst()
            .orElseThrow(
                () ->
                    new ApiError(
                        404,
                        "segments were not found",
                        new JsonObject().put("data", new JsonArray())));
    var page = PageCursor.page(ctx, plans.of(streamer), views::segment);
    ctx.json(page.put("data", views.schedule(streamer, page.getJsonArray("data"))));
  }

  private void search(RoutingContext ctx) {
    var query = ctx.queryParams().get("query");
    if (query == null || query.isBlank()) {
      throw new ApiError(400, "The parameter \"query\" is required");
    }
    var liveOnly = Boolean.parseBoolean(ctx.queryParams().get("live_only"));
    var match = new ChannelSearch(query);
    var found =
        world.all().stream()
            .filter(streamer -> !liveOnly || streamer.isLive())
            .filter(match::finds)
            .sorted(Comparator.comparing(match::distance))
            .toList();
    ctx.json(PageCursor.page(ctx, found, views::searchResult));
  }

  private void channels(RoutingContext ctx) {
    var ids = ctx.queryParams().getAll("broadcaster_id");
    if (ids.isEmpty()) {
      throw new ApiError(400, "Missing required parameter \"broadcaster_id\"");
    }
    ctx.json(PageCursor.data(namedUsers(ctx, "broadcaster_id", "", 100), views::channel));
  }

  private void authorizations(RoutingContext ctx) {
    if (namesNoUser(ctx, "user_id", "")) {
      throw new ApiError(400, "Missing required parameter \"user_id\"");
    }
    ctx.json(PageCursor.data(namedUsers(ctx, "user_id", "", 10), this::authorization));
  }

  private JsonObject authorization(SandboxStreamer streamer) {
    var id = streamer.user().id();
    return streamer
        .user()
        .as("user")
        .put("scopes", new JsonArray(List.copyOf(consents.scopes(id))))
        .put("has_authorized", consents.given(id));
  }

  /**
   * Returns the users that the parameters name, without duplicates. Like Twitch, omits unknown
   * users, and rejects the whole call for one malformed login or id.
   */
  private List<SandboxStreamer> namedUsers(
      RoutingContext ctx, String idParameter, String loginParameter, int max) {
    var ids = ctx.queryParams().getAll(idParameter);
    var logins = ctx.queryParams().getAll(loginParameter);
    if (ids.size() + logins.size() > max) {
      throw new ApiError(400, "The number of ids and logins must not exceed " + max);
    }
    if (!ids.stream().allMatch(ID.asMatchPredicate())
        || !logins.stream().allMatch(LOGIN.asMatchPredicate())) {
      throw new ApiError(400, "Invalid username(s), email(s), or ID(s). Bad Identifiers.");
    }
    return Stream.concat(ids.stream().map(world::withId), logins.stream().map(world::withLogin))
        .flatMap(found -> found.stream())
        .distinct()
        .toList();
  }

  private static boolean namesNoUser(RoutingContext ctx, String... parameters) {
    return Stream.of(parameters).noneMatch(name -> ctx.queryParams().contains(name));
  }

  private static boolean maySeeEmail(AccessToken token, SandboxStreamer streamer) {
    return streamer.user().id().equals(token.userId())
        && token.scopes().contains("user:read:email");
  }

  private static Predicate<SandboxStreamer> allowedBy(
      List<String> allowed, Function<SandboxStreamer, String> value) {
    return streamer -> allowed.isEmpty() || allowed.contains(value.apply(streamer));
  }
}
