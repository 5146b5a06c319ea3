package dev.streamviewer.tap.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;

/** A connection to an open tap: Server-Sent Events, until one side ends them. */
final class TapConnection implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);

  /** The limit of silence; the server sends data every ten seconds. */
  private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(30);

  private static final int MAX_ERROR_BYTES = 4_096;
  private static final int MAX_ANSWER_BYTES = 1024 * 1024;
  private static final String EVENT = "event: ";
  private static final String DATA = "data: ";

  private final String url;
  private final InputStream body;
  private final Thread watchdog = new Thread(this::watch, "silence");
  private volatile long lastReceivedAt = System.nanoTime();
  private volatile boolean silent;

  private TapConnection(String url, InputStream body) {
    this.url = url;
    this.body = body;
    watchdog.setDaemon(true);
    watchdog.start();
  }

  /**
   * Opens a tap.
   *
   * @param url as the user entered it
   * @throws IOException if the tap cannot be opened; the message is a sentence for the user
   */
  static TapConnection open(String url, URI target, String token)
      throws IOException, InterruptedException {
    var answer = answer(url, target, token);
    if (answer.statusCode() == 200 && isEventStream(answer)) {
      return new TapConnection(url, answer.body());
    }
    try (var body = answer.body()) {
      throw new IOException(
          refusal(url, answer.statusCode(), new String(body.readNBytes(MAX_ERROR_BYTES), UTF_8)));
    }
  }

  /**
   * Fetches a JSON answer.
   *
   * @throws IOException if there is none; the message is a sentence for the user
   */
  static String fetch(String url, URI target, String token)
      throws IOException, InterruptedException {
    var answer = answer(url, target, token);
    try (var body = answer.body()) {
      var type = answer.headers().firstValue("Content-Type").orElse("");
      var text = new String(body.readNBytes(MAX_ANSWER_BYTES), UTF_8);
      if (answer.statusCode() != 200 || !type.startsWith("application/json")) {
        throw new IOException(refusal(url, answer.statusCode(), text));
      }
      return text;
    }
  }

  private static HttpResponse<InputStream> answer(String url, URI target, String token)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(target)
            .header("Authorization", "Bearer " + token)
            .header("User-Agent", "tap of " + System.getProperty("user.name"))
            .build();
    var client =
        HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT).build();
    var answer = client.sendAsync(request, BodyHandlers.ofInputStream());
    try {
      // The timeout of HttpRequest would, in some versions of Java, also end the response body.
      return answer.get(RESPONSE_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("%s does not answer. Is it a management address?".formatted(url), e);
    } catch (ExecutionException e) {
      var unreachable =
          e.getCause() instanceof ConnectException || e.getCause() instanceof HttpTimeoutException;
      throw new IOException(
          (unreachable
                  ? "Nothing listens at %s. Is it running? Its log names the port of health and"
                      + " metrics."
                  : "%s does not speak HTTP. Is it a management address?")
              .formatted(url),
          e);
    }
  }

  private static boolean isEventStream(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
  }

  private static String refusal(String url, int status, String body) {
    if (status == 401) {
      return "%s does not accept this TAP_TOKEN.".formatted(url);
    }
    try {
      var detail = new JsonObject(body).getString("detail");
      if (detail != null) {
        return TapLine.printable(detail);
      }
    } catch (DecodeException | ClassCastException e) {
      // not our problem format, so reported below with its status
    }
    return "%s answers %d but is no management address. Its log names the port of health and metrics."
        .formatted(url, status);
  }

  /**
   * Forwards every event until the server ends the tap, or the consumer stops.
   *
   * @param events takes name and data, and returns whether to continue; a record has no name
   * @throws IOException if the connection broke; the message is a sentence for people
   */
  void read(BiPredicate<String, String> events) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(body, UTF_8));
    var event = "";
    for (var line = next(lines); line != null; line = next(lines)) {
      if (line.startsWith(EVENT)) {
        event = line.substring(EVENT.length());
      } else if (line.startsWith(DATA)) {
        if (!events.test(event, line.substring(DATA.length())) || "end".equals(event)) {
          return;
        }
      } else if (line.isEmpty()) {
        event = "";
      }
    }
    throw new IOException(broken());
  }

  private String next(BufferedReader lines) throws IOException {
    try {
      var line = lines.readLine();
      lastReceivedAt = System.nanoTime();
      return line;
    } catch (IOException e) {
      throw new IOException(broken(), e);
    }
  }

  private String broken() {
    return silent
        ? "%s was silent for %d s. Open a tap at another process by --url."
            .formatted(url, SILENCE_TIMEOUT.toSeconds())
        : "The connection to %s broke. Open a tap at another process by --url.".formatted(url);
  }

  private void watch() {
    try {
      while (System.nanoTime() - lastReceivedAt < SILENCE_TIMEOUT.toNanos()) {
        Thread.sleep(1_000);
      }
      silent = true;
      body.close();
    } catch (InterruptedException | IOException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    watchdog.interrupt();
    body.close();
  }
}
