package dev.streamviewer.sandbox.twitch.pages;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** The HTML pages, read at the start. */
public record HtmlPages(String consent, String player, String chat, String notice, String control) {

  public static Future<HtmlPages> load(Vertx vertx) {
    var consent = read(vertx, "consent");
    var player = read(vertx, "player");
    var chat = read(vertx, "chat");
    var notice = read(vertx, "notice");
    var control = read(vertx, "control");
    return Future.all(consent, player, chat, notice, control)
        .map(
            all ->
                new HtmlPages(
                    consent.result(),
                    player.result(),
                    chat.result(),
                    notice.result(),
                    control.result()));
  }

  private static Future<String> read(Vertx vertx, String name) {
    return vertx.fileSystem().readFile("sandbox/" + name + ".html").map(Buffer::toString);
  }
}
