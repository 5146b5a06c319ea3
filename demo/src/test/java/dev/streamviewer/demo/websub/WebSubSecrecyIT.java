package dev.streamviewer.demo.websub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.streamviewer.demo.support.TestDemo;
import dev.streamviewer.testing.ScrapedMetrics;
import dev.streamviewer.testing.TestClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests that an operator sees no secret of WebSub, even at the most verbose level. */
class WebSubSecrecyIT {
  private static final String SECRET = "the-secret-of-the-deployment";
  private static final String STREAMER = "orbitaltea";

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private ScriptedHub hub;
  private TestDemo demo;

  @BeforeEach
  void start() {
    log.start();
    root.addAppender(log);
    root.setLevel(Level.DEBUG);
    hub = ScriptedHub.start();
    demo =
        TestDemo.start(
            Map.of("WEBHOOK_SECRET", SECRET, "WEBSUB_HUB_URL", hub.url()), TestClock.running());
  }

  @AfterEach
  void stop() {
    root.setLevel(level);
    root.detachAppender(log);
    if (demo != null) {
      demo.close();
    }
    if (hub != null) {
      hub.close();
    }
  }

  @Test
  void showsNoSecretInLogTapOrMetrics() throws Exception {
    var topic = "https://api.twitch.tv/helix/streams?user_id=" + demo.control().idOf(STREAMER);
    var keys = TopicKeys.of(SECRET, topic);
    var tapped = new StringBuffer();
    try (var tap = tap()) {
      read(tap, tapped);
      everythingThatAHubDoes(topic);
      await()
          .untilAsserted(
              () -> assertThat(tapped).contains("webhook.ingest", "webhook.verify-intent"));
    }

    assertThat(tapped).doesNotContain(keys.token(), keys.secret(), SECRET);
    assertThat(metrics()).doesNotContain(keys.token(), keys.secret(), "websub=");
    assertThat(logged())
        .anyMatch(it -> it.contains("The hub denied"))
        .noneMatch(it -> it.contains(keys.token()) || it.contains(keys.secret()))
        .noneMatch(it -> it.contains(SECRET));
  }

  private void everythingThatAHubDoes(String topic) {
    var request = hub.awaitSubscription(demo, STREAMER);
    HubCalls.ask(request.callback(), "subscribe", topic, 864_000);
    HubCalls.post(request, topic, "sha256", "{\"data\":[]}");
    HubCalls.post(request, topic, "sha1", "{\"data\":[]}");
    HubCalls.post(request, topic, "sha256", HubCalls.stream("1"));
    var callback = request.callback();
    var answer = HubCalls.deny(callback, topic, "cannot reach %s any more".formatted(callback));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private List<String> logged() {
    root.detachAppender(log);
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private String metrics() {
    return ScrapedMetrics.of(demo.managementPort()).text();
  }

  private InputStream tap() throws Exception {
    var url = "http://localhost:%d/tap?address=webhook.*".formatted(demo.managementPort());
    var request =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer sandbox-tap-token");
    var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  /** Reads the output of the tap until it is closed. */
  private static void read(InputStream tap, StringBuffer shown) {
    var reader =
        new Thread(
            () -> {
              var bytes = new byte[8192];
              try {
                for (var read = tap.read(bytes); read >= 0; read = tap.read(bytes)) {
                  shown.append(new String(bytes, 0, read, UTF_8));
                }
              } catch (IOException closed) {
                // the test has seen enough
              }
            });
    reader.setDaemon(true);
    reader.start();
  }
}
