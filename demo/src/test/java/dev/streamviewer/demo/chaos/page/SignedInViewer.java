package dev.streamviewer.demo.chaos.page;

import dev.streamviewer.demo.support.PageVisitor;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** A viewer who signs in once for the whole suite. */
public final class SignedInViewer {
  private final PageVisitor visitor;

  private SignedInViewer(PageVisitor visitor) {
    this.visitor = visitor;
  }

  public static SignedInViewer signIn(URI site, String user) {
    return signIn(site, user, "");
  }

  /**
   * Signs in and grants the requested consent.
   *
   * @param query the query of the sign-in, or empty
   */
  public static SignedInViewer signIn(URI site, String user, String query) {
    var visitor = new PageVisitor(site);
    visitor.signIn(user, query);
    return new SignedInViewer(visitor);
  }

  /** Returns the cookies of a browser after the sign-in. */
  Map<String, String> cookies() {
    return Map.copyOf(visitor.cookies());
  }

  /** Sends a request to the site; fails unless the response is 2xx. */
  public JsonObject ask(String method, String address) throws IOException {
    var answer = visitor.send(method, address);
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("%s answered %d".formatted(address, answer.statusCode()));
    }
    return new JsonObject(answer.body());
  }
}
