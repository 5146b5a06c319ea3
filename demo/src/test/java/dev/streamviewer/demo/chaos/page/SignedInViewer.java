package dev.streamviewer.demo.chaos.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.testing.HttpCalls;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A viewer who signs in once for the whole suite. */
public final class SignedInViewer {
  private static final Pattern HIDDEN =
      Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

  private final URI site;
  private final Map<String, String> cookies = new ConcurrentHashMap<>();

  private SignedInViewer(URI site) {
    this.site = site;
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
    var viewer = new SignedInViewer(site);
    try {
      var consent = URI.create(location(viewer.send("GET", "/api/auth/login" + query)));
      viewer.send("GET", location(consent(consent, user)));
      return viewer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the cookies of a browser after the sign-in. */
  Map<String, String> cookies() {
    return Map.copyOf(cookies);
  }

  /** Sends a request to the site; fails unless the response is 2xx. */
  public JsonObject ask(String method, String address) throws IOException {
    var answer = send(method, address);
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("%s answered %d".formatted(address, answer.statusCode()));
    }
    return new JsonObject(answer.body());
  }

  private static HttpResponse<String> consent(URI page, String user) throws IOException {
    var form = new LinkedHashMap<String, String>();
    var hidden = HIDDEN.matcher(HttpCalls.get(page).body());
    while (hidden.find()) {
      form.put(hidden.group(1), hidden.group(2).replace("&amp;", "&"));
    }
    form.put("user", user);
    form.put("decision", "authorize");
    return HttpCalls.send(
        HttpRequest.newBuilder(page.resolve("/oauth2/authorize"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form))));
  }

  private HttpResponse<String> send(String method, String address) throws IOException {
    var request =
        HttpRequest.newBuilder(site.resolve(address)).method(method, BodyPublishers.noBody());
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    var answer = HttpCalls.send(request);
    for (var setCookie : answer.headers().allValues("Set-Cookie")) {
      var pair = setCookie.split(";", 2)[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
    return answer;
  }

  private static String location(HttpResponse<String> redirect) {
    return redirect
        .headers()
        .firstValue("Location")
        .orElseThrow(
            () -> new AssertionError("No redirect: " + redirect.statusCode() + redirect.body()));
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
