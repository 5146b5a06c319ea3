package dev.streamviewer.tap.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of the command line.
 *
 * @param patterns the addresses; none means all
 * @param streamer a login, or empty for all streamers
 * @param message a message id, or empty for all messages
 * @param follow whether a message is awaited, rather than asked for afterwards
 * @param json prints unformatted records, one per line
 * @param url the management address of any process
 */
record TapOptions(
    List<String> patterns,
    String streamer,
    String message,
    boolean follow,
    boolean json,
    boolean body,
    boolean color,
    String url) {
  static final String USAGE =
      """
      Shows what passes over the event bus of the whole cluster.
        ./tap ['webhook.*' …] [--streamer LOGIN] [--message ID --follow] [--body] [--json] [--color]
              [--url http://localhost:9090]
        ./tap --message ID    tells what became of a message, as all processes remember it
      --body shows bodies without their secrets, --json is for programs, --color colours what is piped.
      Needs TAP_TOKEN, as the processes have it. Ctrl-C ends it with a summary.\
      """;

  /**
   * @throws IllegalArgumentException if the arguments are invalid; the message is for people
   */
  static TapOptions parse(String... arguments) {
    var rest = new ArrayDeque<>(List.of(arguments));
    var patterns = new ArrayList<String>();
    var streamer = "";
    var message = "";
    var follow = false;
    var json = false;
    var body = false;
    var color = false;
    var url = "http://localhost:9090";
    while (!rest.isEmpty()) {
      var argument = rest.pop();
      switch (argument) {
        case "--json" -> json = true;
        case "--body" -> body = true;
        case "--color" -> color = true;
        case "--message" -> message = value(argument, rest);
        case "--follow" -> follow = true;
        case "--streamer" -> streamer = value(argument, rest);
        case "--url" -> url = value(argument, rest);
        default -> {
          if (argument.startsWith("-")) {
            throw new IllegalArgumentException(argument + " is not known.\n" + USAGE);
          }
          patterns.add(argument);
        }
      }
    }
    return new TapOptions(List.copyOf(patterns), streamer, message, follow, json, body, color, url);
  }

  /** Whether the question is what became of a message, rather than what happens from now on. */
  boolean asksForOutcomes() {
    return !message.isEmpty() && !follow;
  }

  /**
   * The address of the tap.
   *
   * @throws IllegalArgumentException if the URL is invalid
   */
  URI request() {
    return asksForOutcomes()
        ? address("/tap/outcomes?message=" + encoded(message))
        : address("/tap?" + query());
  }

  private String query() {
    var query = new ArrayList<String>();
    query.add("body=" + body);
    patterns.forEach(it -> query.add("address=" + encoded(it)));
    if (!streamer.isEmpty()) {
      query.add("streamer=" + encoded(streamer));
    }
    if (!message.isEmpty()) {
      query.add("message=" + encoded(message));
    }
    return String.join("&", query);
  }

  private URI address(String target) {
    var wrong = "--url is \"%s\", expected an address such as http://localhost:9090".formatted(url);
    try {
      var address = URI.create(url.replaceAll("/+$", "") + target);
      if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(wrong, e);
    }
    throw new IllegalArgumentException(wrong);
  }

  /** A sentence that describes the selection. */
  String beginning() {
    return "Messages to %s%s in the cluster of %s. Ctrl-C prints a summary."
        .formatted(
            patterns.isEmpty() ? "all addresses" : String.join(", ", patterns), concern(), url);
  }

  private String concern() {
    var subject = message.isEmpty() ? streamer : "message " + message;
    return subject.isEmpty() ? "" : " that concern " + subject;
  }

  private static String value(String option, ArrayDeque<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value.\n" + USAGE);
    }
    return rest.pop();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}
