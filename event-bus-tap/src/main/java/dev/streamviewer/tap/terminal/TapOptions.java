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
 * @param json prints unformatted records, one per line
 * @param url the management address of any process
 */
record TapOptions(
    List<String> patterns, String streamer, boolean json, boolean body, boolean color, String url) {
  static final String USAGE =
      """
      Shows what passes over the event bus of the whole cluster.
        ./tap ['webhook.*' …] [--streamer LOGIN] [--body] [--json] [--color] [--url http://localhost:9090]
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
    return new TapOptions(List.copyOf(patterns), streamer, json, body, color, url);
  }

  /**
   * The address of the tap.
   *
   * @throws IllegalArgumentException if the URL is invalid
   */
  URI request() {
    var query = new ArrayList<String>();
    query.add("body=" + body);
    patterns.forEach(it -> query.add("address=" + encoded(it)));
    if (!streamer.isEmpty()) {
      query.add("streamer=" + encoded(streamer));
    }
    var wrong = "--url is \"%s\", expected an address such as http://localhost:9090".formatted(url);
    try {
      var address = URI.create(url.replaceAll("/+$", "") + "/tap?" + String.join("&", query));
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
            patterns.isEmpty() ? "all addresses" : String.join(", ", patterns),
            streamer.isEmpty() ? "" : " that concern " + streamer,
            url);
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
