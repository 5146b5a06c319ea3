package dev.streamviewer.sandbox.twitch.pages;

import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.StreamCategory;
import dev.streamviewer.sandbox.twitch.world.TwitchUser;
import java.util.Locale;

/** Generated images, which need no download and contain no trademarks. */
final class GeneratedImages {
  private static final String AVATAR =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" role="img" aria-label="%1$s">
        <defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stop-color="hsl(%2$d 75%% 58%%)"/>
          <stop offset="1" stop-color="hsl(%3$d 70%% 34%%)"/>
        </linearGradient></defs>
        <rect width="120" height="120" fill="url(#g)"/>
        <circle cx="96" cy="20" r="34" fill="#fff" opacity=".12"/>
        <circle cx="18" cy="108" r="44" fill="#000" opacity=".14"/>
        <text x="60" y="78" text-anchor="middle" font-family="system-ui, sans-serif"
          font-size="50" font-weight="700" fill="#fff">%4$s</text>
      </svg>
      """;

  private static final String PREVIEW =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" role="img" aria-label="%1$s">
        <defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stop-color="hsl(%2$d 55%% 30%%)"/>
          <stop offset="1" stop-color="hsl(%3$d 60%% 12%%)"/>
        </linearGradient></defs>
        <rect width="640" height="360" fill="url(#g)"/>
        <circle cx="520" cy="70" r="120" fill="hsl(%2$d 80%% 60%%)" opacity=".25"/>
        <path d="M0 300 Q160 220 320 290 T640 260 V360 H0Z" fill="#000" opacity=".3"/>
        <text x="36" y="326" font-family="system-ui, sans-serif" font-size="30"
          font-weight="600" fill="#fff">%4$s</text>
      </svg>
      """;

  private static final String BOX_ART =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 285 380" role="img" aria-label="%1$s">
        <rect width="285" height="380" fill="hsl(%2$d 45%% 26%%)"/>
        <circle cx="210" cy="90" r="110" fill="hsl(%2$d 70%% 60%%)" opacity=".3"/>
        <text x="142" y="215" text-anchor="middle" font-family="system-ui, sans-serif"
          font-size="24" font-weight="600" fill="#fff" textLength="250"
          lengthAdjust="spacingAndGlyphs">%1$s</text>
      </svg>
      """;

  private GeneratedImages() {}

  static String avatar(TwitchUser user) {
    return AVATAR.formatted(
        HtmlEscape.escape(user.name()),
        user.hue(),
        user.hue() + 50,
        HtmlEscape.escape(initial(user)));
  }

  static String preview(SandboxStreamer streamer) {
    var user = streamer.user();
    return PREVIEW.formatted(
        HtmlEscape.escape(user.name()),
        user.hue(),
        user.hue() + 50,
        HtmlEscape.escape(streamer.title()));
  }

  static String boxArt(StreamCategory category) {
    return BOX_ART.formatted(
        HtmlEscape.escape(category.name()), Math.floorMod(category.id().hashCode(), 360));
  }

  /** Returns the first letter of the name, which can take two chars. */
  private static String initial(TwitchUser user) {
    return Character.toString(user.name().codePointAt(0)).toUpperCase(Locale.ROOT);
  }
}
