package dev.streamviewer.demo.support;

import dev.streamviewer.testing.HttpCalls;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A visitor of the site: keeps cookies, and follows redirects one at a time so that a test can
 * check each step. Several threads may use one visitor.
 */
public final class PageVisitor {
  private static final Pattern HIDDEN =
      Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

  private final URI site;
  private final Map<String, String> cookies = new ConcurrentHashMap<>();

  public PageVisitor(URI site) {
    this.site = site;
  }

  /**
   * Signs in from the first click to the redirect to the page; returns the target of that redirect.
   */
  public String signIn(String user) {
    return signIn(user, "");
  }

  /**
   * Signs in and grants the requested consent.
   *
   * @param query the query of the sign-in, or empty
   */
  public String signIn(String user, String query) {
    return location(get(decide(location(get("/api/auth/login" + query)), user, "authorize")));
  }

  /** Presses a button on the consent page; returns the address to which Twitch redirects. */
  public String decide(String consentPage, String user, String decision) {
    var form = new LinkedHashMap<String, String>();
    Matcher hidden = HIDDEN.matcher(HttpCalls.get(URI.create(consentPage)).body());
    while (hidden.find()) {
      form.put(hidden.group(1), hidden.group(2).replace("&amp;", "&"));
    }
    form.put("user", user);
    form.put("decision", decision);
    return location(HttpCalls.form(URI.create(consentPage).resolve("/oauth2/authorize"), form));
  }

  public HttpResponse<String> get(String address) {
    return send("GET", address);
  }

  /** Sends a request with the cookies of this site, and keeps the cookies of the response. */
  public HttpResponse<String> send(String method, String address, String... headers) {
    return send(method, address, BodyPublishers.noBody(), headers);
  }

  public HttpResponse<String> post(String address, String contentType, String body) {
    return send("POST", address, BodyPublishers.ofString(body), "Content-Type", contentType);
  }

  public JsonObject json(String method, String address) {
    return new JsonObject(send(method, address).body());
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  public static String location(HttpResponse<String> redirect) {
    return redirect
        .headers()
        .firstValue("Location")
        .orElseThrow(
            () -> new AssertionError("No redirect: " + redirect.statusCode() + redirect.body()));
  }

  private HttpResponse<String> send(
      String method, String address, HttpRequest.BodyPublisher body, String... headers) {
    var request = HttpRequest.newBuilder(site.resolve(address)).method(method, body);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    var response = HttpCalls.send(request);
    response.headers().allValues("Set-Cookie").forEach(this::storeCookie);
    return response;
  }

  private void storeCookie(String setCookie) {
    var pair = setCookie.split(";", 2)[0].split("=", 2);
    if (pair[1].isEmpty() || setCookie.toLowerCase().contains("max-age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }
}
