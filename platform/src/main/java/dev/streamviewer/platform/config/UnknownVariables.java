package dev.streamviewer.platform.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Variables that nothing reads although they look like ours: misspelt ones have no effect, and no
 * other sign of it.
 */
public final class UnknownVariables {
  /** The variables of all services, since processes often share one environment. */
  static final Set<String> KNOWN =
      Set.of(
          "ASSETS_URL",
          "BUS_TLS_DIR",
          "CLUSTER",
          "CLUSTER_DNS",
          "CLUSTER_PORT",
          "EVENTSUB_VERSIONS",
          "LOG_FORMAT",
          "LOG_LEVEL",
          "MANAGEMENT_HOST",
          "MANAGEMENT_PORT",
          "MAX_CONNECTIONS_PER_ADDRESS",
          "POD_IP",
          "POD_NAME",
          "PORT",
          "PUBLIC_URL",
          "PUBLIC_URL_PREVIOUS",
          "PUSHER_APP_ID",
          "PUSHER_CLUSTER",
          "PUSHER_ENABLED",
          "PUSHER_HOST",
          "PUSHER_KEY",
          "PUSHER_PORT",
          "PUSHER_PUBLIC_HOST",
          "PUSHER_PUBLIC_PORT",
          "PUSHER_PUBLIC_TLS",
          "PUSHER_SECRET",
          "PUSHER_SECRET_FILE",
          "PUSHER_TLS",
          "SEV_CONFIG",
          "SNS_ENDPOINT",
          "SNS_TOPIC_ARN",
          "TAP_TOKEN",
          "TAP_TOKEN_FILE",
          "TRUSTED_PROXIES",
          "TWITCH_API_URL",
          "TWITCH_CHAT_URL",
          "TWITCH_CLIENT_ID",
          "TWITCH_CLIENT_SECRET",
          "TWITCH_CLIENT_SECRET_FILE",
          "TWITCH_CONDUIT_SHARDS",
          "TWITCH_EVENTSUB_URL",
          "TWITCH_ID_URL",
          "TWITCH_PLAYER_URL",
          "TWITCH_TRANSPORT",
          "WEBHOOK_SECRET",
          "WEBHOOK_SECRET_FILE",
          "WEBHOOK_SECRET_PREVIOUS",
          "WEBHOOK_SECRET_PREVIOUS_FILE",
          "WEBSUB_HUB_URL",
          "WEBSUB_TOPIC_URL");

  private static final Pattern OUR_PREFIX =
      Pattern.compile(
          "(BUS_TLS|CLUSTER|EVENTSUB|MANAGEMENT|PUBLIC_URL|PUSHER|SEV|SNS_TOPIC|TAP|TWITCH|WEBHOOK|WEBSUB)"
              + "_.*");

  /** OpenTelemetry's own variables, of which there are many. */
  private static final Pattern OF_LIBRARIES = Pattern.compile("(OTEL|AWS)_.*");

  /** Kubernetes and Docker name the services of a network by such variables. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(".*_(SERVICE_(HOST|PORT).*|PORT_\\d+_.*)");

  private static final int SHORT_NAME = 5;

  private UnknownVariables() {}

  /**
   * Sentences about unknown variables, each with the variable that may be meant.
   *
   * @param environment the environment: all other variables are from the file, which holds ours
   *     only
   */
  public static List<String> in(Settings settings, Map<String, String> environment) {
    var sentences = new ArrayList<String>();
    for (var name : new TreeSet<>(settings.names())) {
      if (KNOWN.contains(name)) {
        continue;
      }
      var near = nearest(name);
      var fromFile = !environment.containsKey(name) && !OF_LIBRARIES.matcher(name).matches();
      if (fromFile || near.isPresent() || isOurs(name, environment)) {
        sentences.add(
            "The variable %s is unknown and has no effect%s"
                .formatted(name, near.map(it -> "; did you mean " + it + "?").orElse("")));
      }
    }
    return sentences;
  }

  private static boolean isOurs(String name, Map<String, String> environment) {
    return OUR_PREFIX.matcher(name).matches()
        && !SERVICE_LINK.matcher(name).matches()
        && !String.valueOf(environment.get(name)).startsWith("tcp://");
  }

  private static Optional<String> nearest(String name) {
    var upper = name.toUpperCase(Locale.ROOT);
    var allowed = name.length() <= SHORT_NAME ? 1 : 2;
    return KNOWN.stream()
        .filter(known -> Math.abs(known.length() - name.length()) <= allowed)
        .filter(known -> distance(known, upper) <= allowed)
        .min(
            Comparator.<String>comparingInt(known -> distance(known, upper))
                .thenComparing(it -> it));
  }

  /** The number of letters to add, remove or replace (Levenshtein). */
  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (var j = 1; j <= b.length(); j++) {
        var replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
