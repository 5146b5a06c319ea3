package dev.streamviewer.gateway.api;

import static dev.streamviewer.gateway.TestGateway.assertProblem;
import static dev.streamviewer.gateway.TestGateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.gateway.TestGateway;
import dev.streamviewer.platform.bus.Endpoint;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.auth.FindFollowedStreams;
import dev.streamviewer.platform.contract.schedule.FindSchedule;
import dev.streamviewer.platform.contract.schedule.FoundSchedule;
import dev.streamviewer.platform.contract.schedule.FoundSchedule.ScheduledStream;
import dev.streamviewer.platform.contract.streamer.FindCategories;
import dev.streamviewer.platform.contract.streamer.FindPopularStreams;
import dev.streamviewer.platform.contract.streamer.FindStreams;
import dev.streamviewer.platform.contract.streamer.FindVideos;
import dev.streamviewer.platform.contract.streamer.FindViewerSamples;
import dev.streamviewer.platform.contract.streamer.FoundCategories;
import dev.streamviewer.platform.contract.streamer.FoundCategories.Category;
import dev.streamviewer.platform.contract.streamer.FoundStreams;
import dev.streamviewer.platform.contract.streamer.FoundStreams.StreamOf;
import dev.streamviewer.platform.contract.streamer.FoundVideos;
import dev.streamviewer.platform.contract.streamer.FoundVideos.Video;
import dev.streamviewer.platform.contract.streamer.StreamState;
import dev.streamviewer.platform.contract.streamer.ViewerSamples;
import dev.streamviewer.platform.contract.streamer.ViewerSamples.Sample;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class StreamRoutesIT {
  private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
  private static final FoundStreams TFUE =
      new FoundStreams(
          List.of(
              new StreamOf(
                  "7",
                  "tfue",
                  "Tfue",
                  "https://pictures.test/tfue.png",
                  new StreamState(
                      true, "Hi", "Chess", "743", "en", 9, AT, "https://p.test/{width}"))));
  private static final String TFUE_JSON =
      """
      {"streams":[{"id":"7","login":"tfue","name":"Tfue","avatar":"https://pictures.test/tfue.png",\
      "stream":{"live":true,"title":"Hi","category":"Chess","categoryId":"743","language":"en",\
      "viewers":9,"startedAt":"2026-11-23T10:00:00Z","thumbnail":"https://p.test/{width}"}}],"consent":true,"eventsWait":false}\
      """;

  private final Queue<Object> asked = new ConcurrentLinkedQueue<>();
  private TestGateway gateway;

  @BeforeEach
  void start(Vertx vertx) {
    gateway = TestGateway.start(vertx).signedIn();
  }

  @Test
  void findsTheStreamsOfManyStreamers() {
    serve(Contracts.FIND_STREAMS, TFUE);

    assertThat(get("/api/streams?logins=Tfue,luna,tfue")).isEqualTo(TFUE_JSON);
    assertThat(asked).containsExactly(new FindStreams(List.of("tfue", "luna"), "42"));
  }

  @Test
  void acceptsAHundredLoginsAndNoMore() {
    serve(Contracts.FIND_STREAMS, TFUE);
    var hundred = "a".repeat(25) + ",b".repeat(99);

    assertThat(get("/api/streams?logins=" + hundred)).isEqualTo(TFUE_JSON);
    assertProblem(
        send(gateway.asAda("/api/streams?logins=" + hundred + ",b")),
        400,
        "expected 1 to 100 logins");
    assertProblem(send(gateway.asAda("/api/streams?logins=a,,b")), 400, "separated by commas");
  }

  @Test
  void findsFollowedStreamsByTheSession() {
    serve(Contracts.FIND_FOLLOWED_STREAMS, TFUE);

    assertThat(get("/api/streams?list=followed")).isEqualTo(TFUE_JSON);
    assertThat(asked).containsExactly(new FindFollowedStreams(new Secret(TestGateway.SESSION)));
  }

  @Test
  void reportsAMissingConsentAsAnEmptyList() {
    serve(Contracts.FIND_FOLLOWED_STREAMS, FoundStreams.withoutConsent());

    assertThat(get("/api/streams?list=followed"))
        .isEqualTo("{\"streams\":[],\"consent\":false,\"eventsWait\":false}");
  }

  @Test
  void findsPopularStreams() {
    serve(Contracts.FIND_POPULAR_STREAMS, TFUE);

    assertThat(get("/api/streams?list=popular")).isEqualTo(TFUE_JSON);
    get("/api/streams?list=popular&language=zh-hk&category=743");
    assertThat(asked)
        .containsExactly(
            new FindPopularStreams(null, null, "42"), new FindPopularStreams("zh-hk", "743", "42"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', neither logins nor list",
    "list=followed&logins=tfue, both logins and list",
    "list=followed&language=en, go with list=popular only",
    "logins=tfue&category=5, go with list=popular only",
    "list=all, 'one of followed, moderated, popular'",
    "list=popular&language=EN, such as en",
    "list=popular&language=en%26game_id=5, such as en",
    "list=popular&category=-1, the id of a category",
    "list=popular&list=followed, is given 2 times"
  })
  void rejectsParametersThatDoNotGoTogether(String query, String sentence) {
    assertProblem(send(gateway.asAda("/api/streams?" + query)), 400, sentence);
  }

  @Test
  void findsCategories() {
    serve(
        Contracts.FIND_CATEGORIES,
        new FoundCategories(List.of(new Category("743", "Chess", "https://p.test/{width}"))));

    assertThat(get("/api/categories"))
        .isEqualTo(
            """
            {"categories":[{"id":"743","name":"Chess","boxArt":"https://p.test/{width}"}]}\
            """);
    assertThat(asked).containsExactly(new FindCategories("42"));
  }

  @Test
  void findsRecordings() {
    serve(
        Contracts.FIND_VIDEOS,
        new FoundVideos(List.of(new Video("8", "https://t.test/8", "Hi", AT, 61))));

    assertThat(get("/api/streamers/Tfue/videos"))
        .isEqualTo(
            """
            {"videos":[{"id":"8","url":"https://t.test/8","title":"Hi",\
            "createdAt":"2026-11-23T10:00:00Z","seconds":61}]}\
            """);
    assertThat(asked).containsExactly(new FindVideos("tfue", "42"));
  }

  @Test
  void findsTheSchedule() {
    serve(
        Contracts.FIND_SCHEDULE,
        new FoundSchedule(List.of(new ScheduledStream(AT, "Hi", "Chess"))));

    assertThat(get("/api/streamers/Tfue/schedule"))
        .isEqualTo(
            """
            {"streams":[{"startsAt":"2026-11-23T10:00:00Z","title":"Hi","category":"Chess"}]}\
            """);
    assertThat(asked).containsExactly(new FindSchedule("tfue", "42"));
  }

  @Test
  void findsSamplesOfViewers() {
    serve(Contracts.FIND_VIEWER_SAMPLES, new ViewerSamples(List.of(new Sample(AT, 5))));

    assertThat(get("/api/streamers/Tfue/viewers"))
        .isEqualTo("{\"samples\":[{\"at\":\"2026-11-23T10:00:00Z\",\"viewers\":5}]}");
    assertThat(asked).containsExactly(new FindViewerSamples("tfue", "42"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/streams?logins=tfue",
        "/api/streams?list=followed",
        "/api/streams?list=popular",
        "/api/categories",
        "/api/streamers/tfue/videos",
        "/api/streamers/tfue/viewers"
      })
  void requiresASession(String path) {
    assertProblem(gateway.get(path), 401, "sign in");
  }

  private <Q, A> void serve(Endpoint<Q, A> endpoint, A answer) {
    endpoint.serve(
        gateway.bus,
        question -> {
          asked.add(question);
          return Future.succeededFuture(answer);
        });
  }

  private String get(String path) {
    var response = send(gateway.asAda(path));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }
}
