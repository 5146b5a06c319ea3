package dev.streamviewer.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Starts the program as an operator does: in a separate process, configured by environment
 * variables.
 */
class AllInOneMainIT {
  private static final Map<String, String> COMPLETE =
      Map.of(
          "TWITCH_CLIENT_ID", "id",
          "TWITCH_CLIENT_SECRET", "secret",
          "WEBHOOK_SECRET", "0123456789abcdef",
          "PUSHER_APP_ID", "1",
          "PUSHER_KEY", "key",
          "PUSHER_SECRET", "secret",
          "PUSHER_CLUSTER", "eu");

  private record Ended(int code, String output) {}

  @Test
  void exitsWithEveryMissingVariableBeforeOpeningPorts() throws Exception {
    var ended = run(Map.of("PORT", "http"));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output())
        .contains(COMPLETE.keySet())
        .contains("PORT is \"http\", expected a whole number")
        .doesNotContain("Exception", ":9090", "Listening");
  }

  @Test
  void exitsWithEveryInvalidVariable() throws Exception {
    var variables = new HashMap<>(COMPLETE);
    variables.put("WEBHOOK_SECRET", "x7!q");
    variables.put("PUBLIC_URL", "http://example.org");
    variables.put("CLUSTER", "everywhere");

    var ended = run(variables);

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output())
        .contains("3 faults", "WEBHOOK_SECRET has 4 characters", "PUBLIC_URL", "CLUSTER")
        .doesNotContain("x7!q");
  }

  private static Ended run(Map<String, String> variables) throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
                List.of(
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    AllInOneMain.class.getName()))
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(variables);
    var process = builder.start();
    try {
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), output);
    } finally {
      process.destroyForcibly();
    }
  }
}
