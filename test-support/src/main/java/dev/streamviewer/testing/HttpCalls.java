package dev.streamviewer.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Blocking HTTP/1.1 calls for tests, with a deadline for every call. */
public final class HttpCalls {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int UNAVAILABLE = 503;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private HttpCalls() {}

  /** A call without an answer: the connection was refused or closed, or the deadline passed. */
  public static final class NoAnswer extends AssertionError {
    private static final long serialVersionUID = 1L;

    private NoAnswer(IOException cause) {
      super("No answer", cause);
    }
  }

  public static HttpResponse<String> get(URI uri) {
    return send(HttpRequest.newBuilder(uri));
  }

  public static HttpResponse<String> json(String method, URI uri, JsonObject body) {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.encode())));
  }

  /** Posts a form, as a page or an OAuth client does. */
  public static HttpResponse<String> form(URI uri, Map<String, String> fields) {
    var body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(joining("&"));
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  /**
   * Repeats a call while the answer is 503, as Twitch does: on a busy machine the product may miss
   * its deadlines.
   */
  public static HttpResponse<String> untilAvailable(Supplier<HttpResponse<String>> call) {
    var answer = call.get();
    return answer.statusCode() == UNAVAILABLE
        ? await().until(call::get, it -> it.statusCode() != UNAVAILABLE)
        : answer;
  }

  /**
   * Sends a request and waits for the answer.
   *
   * @throws NoAnswer if no answer arrives in time
   */
  public static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.timeout(DEADLINE).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new NoAnswer(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
