package dev.streamviewer.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownVariablesTest {
  @ParameterizedTest
  @CsvSource({
    "PUSHER_CLUSTR,PUSHER_CLUSTER",
    "LOGFORMAT,LOG_FORMAT",
    "Log_Level,LOG_LEVEL",
    "PROT,",
    "PORTS,PORT",
    "TWITCH_CLIENTID,TWITCH_CLIENT_ID",
    "TRUSTED_PROXY,",
    "WEBHOOK_SECRETS_FILE,WEBHOOK_SECRET_FILE"
  })
  void namesTheVariableThatMayBeMeant(String name, String meant) {
    var sentences = inEnvironment(name, "x");

    if (meant == null) {
      assertThat(sentences).isEmpty();
    } else {
      assertThat(sentences)
          .containsExactly(
              "The variable %s is unknown and has no effect; did you mean %s?"
                  .formatted(name, meant));
    }
  }

  @Test
  void reportsVariablesWithOurPrefixes() {
    assertThat(inEnvironment("TWITCH_REGION", "eu"))
        .containsExactly("The variable TWITCH_REGION is unknown and has no effect");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATH",
        "HOME",
        "HOST",
        "HOSTNAME",
        "LANG",
        "LOGNAME",
        "JAVA_HOME",
        "OTEL_TRACES_SAMPLER",
        "AWS_REGION",
        "WEBHOOK_SERVICE_HOST",
        "TAP_PORT_9090_TCP_ADDR",
        "SANDBOX_HOST",
        "CI"
      })
  void ignoresVariablesOfOthers(String name) {
    assertThat(inEnvironment(name, "x")).isEmpty();
  }

  @Test
  void reportsEveryUnknownNameOfTheFile() {
    assertThat(
            UnknownVariables.in(
                new Settings(JsonObject.of("NONSENSE", "x", "PORT", 1)), Map.of("PATH", "x")))
        .containsExactly("The variable NONSENSE is unknown and has no effect");
  }

  @Test
  void knowsTheDocumentedVariables() throws IOException {
    var documented =
        Files.readString(Path.of("../docs/configuration.md"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|")[1])
            .flatMap(cell -> Pattern.compile("`([A-Z_]+)`").matcher(cell).results())
            .map(it -> it.group(1))
            .filter(name -> !name.startsWith("OTEL_"))
            .toList();

    assertThat(UnknownVariables.KNOWN)
        .filteredOn(name -> !name.endsWith("_FILE") && !"SEV_CONFIG".equals(name))
        .containsExactlyInAnyOrderElementsOf(documented);
  }

  private static List<String> inEnvironment(String name, String value) {
    return UnknownVariables.in(new Settings(JsonObject.of(name, value)), Map.of(name, value));
  }
}
