package dev.streamviewer.sandbox.twitch.pages;

import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import dev.streamviewer.sandbox.wire.TwitchTimes;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Routes of the embedded player and chat. As at Twitch, a page may frame these only if {@code
 * parent} names the page's host.
 */
public final class EmbedRoutes {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}");
  private static final String SVG = "image/svg+xml; charset=utf-8";

  private final TwitchWorld world;
  private final HtmlPages pages;
  private final boolean moves;

  /**
   * @param moves whether the picture of the player moves, which takes a third of a processor core
   *     where no graphics card draws it
   */
  public EmbedRoutes(TwitchWorld world, HtmlPages pages, boolean moves) {
    this.world = world;
    this.pages = pages;
    this.moves = moves;
  }

  public void mount(Router router) {
    router.get("/player").handler(ctx -> frame(ctx, pages.player()));
    router.get("/embed/:login/chat").handler(ctx -> frame(ctx, pages.chat()));
    router.get("/player/state").handler(this::state);
    router.getWithRegex("/avatars/(?<login>\\w+)\\.svg").handler(this::avatar);
    router
        .getWithRegex("/previews/(?<login>\\w+)-(\\{width\\}|\\d+)x(\\{height\\}|\\d+)\\.svg")
        .handler(this::preview);
    router
        .getWithRegex("/boxart/(?<category>\\d+)-(\\{width\\}|\\d+)x(\\{height\\}|\\d+)\\.svg")
        .handler(this::boxArt);
  }

  private void frame(RoutingContext ctx, String page) {
    var parents = ctx.queryParams().getAll("parent");
    if (parents.isEmpty() || !parents.stream().allMatch(host -> HOST.matcher(host).matches())) {
      ctx.response().setStatusCode(400);
      HtmlEscape.guard(ctx, "*")
          .end(
              pages
                  .notice()
                  .replace(
                      "{{notice}}",
                      "This embed is misconfigured: it needs parent=, the host name of the page "
                          + "that shows it, without scheme and port."));
      return;
    }
    HtmlEscape.guard(ctx, ancestors(parents)).end(page);
  }

  private static String ancestors(List<String> parents) {
    return parents.stream()
        .map(host -> "http://%1$s:* https://%1$s:*".formatted(host))
        .collect(Collectors.joining(" "));
  }

  /** Returns the state that the embedded pages poll every few seconds. */
  private void state(RoutingContext ctx) {
    streamer(ctx, ctx.queryParams().get("channel"))
        .ifPresent(streamer -> ctx.json(describe(streamer)));
  }

  private JsonObject describe(SandboxStreamer streamer) {
    var json =
        new JsonObject()
            .put("login", streamer.user().login())
            .put("name", streamer.user().name())
            .put("hue", streamer.user().hue())
            .put("title", streamer.title())
            .put("category", streamer.category().name())
            .put("live", streamer.isLive())
            .put("moves", moves);
    streamer.stream()
        .ifPresent(
            live ->
                json.put("viewers", live.viewers())
                    .put("startedAt", TwitchTimes.seconds(live.startedAt())));
    return json;
  }

  private void avatar(RoutingContext ctx) {
    streamer(ctx, ctx.pathParam("login"))
        .ifPresent(found -> svg(ctx, GeneratedImages.avatar(found.user())));
  }

  private void preview(RoutingContext ctx) {
    streamer(ctx, ctx.pathParam("login"))
        .ifPresent(found -> svg(ctx, GeneratedImages.preview(found)));
  }

  private void boxArt(RoutingContext ctx) {
    var id = ctx.pathParam("category");
    world.categories().stream()
        .filter(category -> category.id().equals(id))
        .findFirst()
        .ifPresentOrElse(
            category -> svg(ctx, GeneratedImages.boxArt(category)),
            () -> ctx.response().setStatusCode(404).end());
  }

  /** Sends an image that pages of other origins may show. */
  private static void svg(RoutingContext ctx, String image) {
    ctx.response()
        .putHeader("Content-Type", SVG)
        .putHeader("Cache-Control", "max-age=60")
        .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
        .putHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .end(image);
  }

  private Optional<SandboxStreamer> streamer(RoutingContext ctx, String login) {
    var found = Optional.ofNullable(login).flatMap(world::withLogin);
    if (found.isEmpty()) {
      ctx.response().setStatusCode(404).end();
    }
    return found;
  }
}
