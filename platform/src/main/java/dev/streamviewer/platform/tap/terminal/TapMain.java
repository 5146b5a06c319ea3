package dev.streamviewer.platform.tap.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints what a tap sees until it is ended. */
public final class TapMain {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int WRONG_USE = 2;

  private final ObjectMapper json = new ObjectMapper();
  private final TapOptions options;
  private final TapLine line;
  private final TapSummary summary = new TapSummary();
  private String event = "";

  private TapMain(TapOptions options) {
    this.options = options;
    var colours = System.console() != null && System.getenv("NO_COLOR") == null;
    this.line = new TapLine(colours, ZoneId.systemDefault());
  }

  /** Exits with 2 for a wrong command line, 1 if there is no tap to be had. */
  public static void main(String... arguments) throws InterruptedException {
    try {
      new TapMain(TapOptions.parse(arguments)).run(System.getenv("TAP_TOKEN"));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(WRONG_USE);
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private void run(String token) throws IOException, InterruptedException {
    if (token == null || token.isBlank()) {
      throw new IllegalArgumentException("TAP_TOKEN is not set.\n" + TapOptions.USAGE);
    }
    var request =
        HttpRequest.newBuilder(options.request())
            .header("Authorization", "Bearer " + token.strip())
            .build();
    var answer = connect(request);
    if (answer.statusCode() != 200) {
      throw new IOException(refusal(answer));
    }
    if (!options.json()) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> summary.lines().forEach(System.out::println)));
    }
    answer.body().forEach(this::read);
  }

  private HttpResponse<Stream<String>> connect(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .build()
          .send(request, BodyHandlers.ofLines());
    } catch (IOException e) {
      throw new IOException(
          "Nothing answers at %s. Is it running? Its log names the port of health and metrics."
              .formatted(options.url()),
          e);
    }
  }

  private String refusal(HttpResponse<Stream<String>> answer) {
    var body = answer.body().collect(Collectors.joining("\n"));
    try {
      return json.readTree(body).path("detail").asText(body);
    } catch (JsonProcessingException e) {
      return "%s answered %d.".formatted(options.url(), answer.statusCode());
    }
  }

  private void read(String text) {
    if (text.startsWith("event: ")) {
      event = text.substring("event: ".length());
    } else if (text.startsWith("data: ")) {
      show(text.substring("data: ".length()));
      event = "";
    }
  }

  private void show(String data) {
    try {
      var tree = json.readTree(data);
      switch (event) {
        case "left-out" -> leftOut(tree.path("count").asLong());
        case "end" -> System.err.println(tree.path("reason").asText());
        default -> {
          summary.add(tree);
          System.out.println(options.json() ? data : line.of(tree));
        }
      }
    } catch (JsonProcessingException e) {
      System.err.println("Not understood: " + data);
    }
  }

  private void leftOut(long count) {
    summary.leftOut(count);
    System.err.println(line.leftOut(count));
  }
}
