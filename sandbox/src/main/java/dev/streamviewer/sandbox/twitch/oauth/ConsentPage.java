package dev.streamviewer.sandbox.twitch.oauth;

import dev.streamviewer.sandbox.twitch.pages.HtmlEscape;
import dev.streamviewer.sandbox.twitch.world.NamesToTry;
import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.TwitchUser;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.stream.Collectors;

/** Renders {@code sandbox/consent.html}: the accounts, the requested scopes, the decision. */
public final class ConsentPage {
  private static final String ACCOUNT =
      """
      <label class="account">
        <input type="radio" name="user" value="%1$s"%4$s>
        <img src="/avatars/%1$s.svg" alt="" width="40" height="40">
        <span><b>%2$s</b><small>%3$s</small></span>
      </label>
      """;

  private final String template;
  private final NamesToTry names;

  public ConsentPage(String template, TwitchWorld world) {
    this.template = template;
    this.names = new NamesToTry(world);
  }

  void show(RoutingContext ctx, AuthorizeRequest request, Optional<TwitchUser> last) {
    HtmlEscape.guard(ctx, "'none'")
        .end(
            template
                .replace("{{scopes}}", scopes(request))
                .replace("{{accounts}}", accounts(last))
                .replace("{{channels}}", channels())
                .replace("{{client}}", HtmlEscape.escape(request.clientId()))
                .replace("{{site}}", HtmlEscape.escape(request.redirectUri()))
                .replace("{{fields}}", fields(request)));
  }

  private static String scopes(AuthorizeRequest request) {
    if (request.scopes().isEmpty()) {
      return "<li>See your name and picture</li>";
    }
    return request.scopes().stream()
        .map(scope -> "<li>%s</li>".formatted(HtmlEscape.escape(TwitchScopes.describe(scope))))
        .collect(Collectors.joining("\n"));
  }

  private String accounts(Optional<TwitchUser> last) {
    var users = names.accounts(last);
    var chosen = last.orElse(users.get(0));
    return users.stream()
        .map(
            user ->
                ACCOUNT.formatted(
                    HtmlEscape.escape(user.login()),
                    HtmlEscape.escape(user.name()),
                    HtmlEscape.escape(names.about(user)),
                    user.equals(chosen) ? " checked" : ""))
        .collect(Collectors.joining());
  }

  private String channels() {
    return names.channels().stream().map(ConsentPage::channel).collect(Collectors.joining(", "));
  }

  private static String channel(SandboxStreamer channel) {
    return "<b>%s</b>%s"
        .formatted(HtmlEscape.escape(channel.user().login()), channel.isLive() ? "" : " (offline)");
  }

  private static String fields(AuthorizeRequest request) {
    return hidden("client_id", request.clientId())
        + hidden("redirect_uri", request.redirectUri())
        + hidden("response_type", request.responseType())
        + hidden("scope", String.join(" ", request.scopes()))
        + hidden("state", request.state());
  }

  private static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n"
        .formatted(name, HtmlEscape.escape(value));
  }
}
