package dev.streamviewer.webhook.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.contract.schedule.FoundSchedule.ScheduledStream;
import dev.streamviewer.platform.contract.streamer.FoundCategories.Category;
import dev.streamviewer.platform.contract.streamer.FoundStreams.StreamOf;
import dev.streamviewer.platform.contract.streamer.FoundVideos.Video;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.SubscriptionFixture;
import dev.streamviewer.webhook.TestProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class StreamListsIT {
  private static final String TFUE = "60978448";

  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private SubscriptionFixture fixture;
  private TestProcess process;
  private StreamLists lists;

  @BeforeEach
  void start(Vertx vertx) {
    fixture = new SubscriptionFixture(vertx, clock);
    process = fixture.process();
    lists = process.lists;
  }

  @Test
  void listsPopularStreamsWithEverythingThatACardShows() throws Exception {
    var popular = fixture.on(() -> lists.popular(null, null));

    assertThat(popular).hasSizeGreaterThan(10);
    assertThat(popular).extracting(StreamOf::login).startsWith("tfue", "cafeypixeles");
    var first = popular.get(0);
    assertThat(first.id()).isEqualTo(TFUE);
    assertThat(first.name()).isEqualTo("Tfue");
    assertThat(first.avatar()).endsWith("/avatars/tfue.svg");
    assertThat(first.stream().live()).isTrue();
    assertThat(first.stream().title()).isEqualTo("Chat picks the game tonight");
    assertThat(first.stream().category()).isEqualTo("Just Chatting");
    assertThat(first.stream().categoryId()).isEqualTo("509658");
    assertThat(first.stream().language()).isEqualTo("en");
    assertThat(first.stream().viewers()).isEqualTo(18_402);
    assertThat(first.stream().startedAt()).isEqualTo("2026-11-23T19:13:00Z");
    assertThat(first.stream().thumbnail()).endsWith("/previews/tfue-{width}x{height}.svg");
  }

  @Test
  void filtersPopularStreams() throws Exception {
    assertThat(fixture.on(() -> lists.popular("de", null)))
        .extracting(StreamOf::login)
        .containsExactly("klabauterfunk", "frauholle3d");
    assertThat(fixture.on(() -> lists.popular("en", "743")))
        .extracting(StreamOf::login)
        .containsExactly("nightowlchess", "gambitgarden");
    assertThat(fixture.on(() -> lists.popular("fi", null))).isEmpty();
  }

  @Test
  void loadsEachPopularListOnceAMinuteForEverybody() throws Exception {
    fixture.on(
        () -> Future.all(IntStream.range(0, 50).mapToObj(i -> lists.popular("en", null)).toList()));
    fixture.on(() -> lists.popular("en", null));
    fixture.on(() -> lists.popular("de", null));
    assertThat(fixture.twitch.calls("GET", "/streams")).isEqualTo(2);

    clock.advance(Duration.ofSeconds(61));
    fixture.on(() -> lists.popular("en", null));
    assertThat(fixture.twitch.calls("GET", "/streams")).isEqualTo(3);
  }

  @Test
  void boundsTheDifferentListsOfAMinute() throws Exception {
    for (var i = 0; i < 40; i++) {
      var category = "" + i;
      fixture.on(() -> lists.popular(null, category));
    }

    assertThatThrownBy(() -> fixture.on(() -> lists.popular(null, "40")))
        .isInstanceOfSatisfying(
            BusFailure.class, it -> assertThat(it.reason()).isEqualTo(BusFailure.Reason.BUSY));
    assertThat(fixture.on(() -> lists.popular(null, "3"))).as("a list that is cached").isEmpty();
    clock.advance(Duration.ofSeconds(2));
    assertThat(fixture.on(() -> lists.popular(null, "40"))).isEmpty();
  }

  @Test
  void listsPopularStreamsWithoutPicturesIfTwitchHasNone() throws Exception {
    refuse("/users", 503);

    assertThat(fixture.on(() -> lists.popular("de", null)))
        .hasSize(2)
        .allMatch(it -> it.avatar().isEmpty());
  }

  @Test
  void repeatsAFailedList() throws Exception {
    refuse("/streams", 503);
    assertThatThrownBy(() -> fixture.on(() -> lists.popular(null, null)))
        .hasMessageContaining("Twitch cannot be reached");

    fixture.twitch.control.clearFaults();

    assertThat(fixture.on(() -> lists.popular(null, null))).isNotEmpty();
  }

  @Test
  void sharesLiveStatesForAMinute() throws Exception {
    var ids = IntStream.range(0, 98).mapToObj(i -> fixture.twitch.id("streamer" + i)).toList();
    for (var round = 0; round < 3; round++) {
      fixture.on(() -> Future.all(ids.stream().map(lists::live).toList()));
      clock.advance(Duration.ofSeconds(19));
    }
    assertThat(fixture.twitch.calls("GET", "/streams")).isEqualTo(1);

    clock.advance(Duration.ofSeconds(10));
    fixture.on(() -> Future.all(ids.stream().map(lists::live).toList()));
    assertThat(fixture.twitch.calls("GET", "/streams")).isEqualTo(2);
  }

  @Test
  void knowsTitleAndCategoryOfOfflineChannels() throws Exception {
    var state = fixture.on(() -> lists.state("503254"));
    clock.advance(Duration.ofMinutes(2));
    fixture.on(() -> lists.state("503254"));

    assertThat(state.live()).isFalse();
    assertThat(state.title()).isEqualTo("Recapping a 1987 board, live");
    assertThat(state.categoryId()).isEqualTo("27284");
    assertThat(state.thumbnail()).isEmpty();
    assertThat(fixture.twitch.calls("GET", "/channels")).isEqualTo(1);
  }

  @Test
  void listsCategories() throws Exception {
    var categories = fixture.on(() -> lists.categories());
    fixture.on(() -> lists.categories());

    assertThat(categories).extracting(Category::name).startsWith("Just Chatting", "Chess");
    assertThat(categories.get(0).boxArt()).contains("{width}x{height}");
    assertThat(fixture.twitch.calls("GET", "/games/top")).isEqualTo(1);
  }

  @Test
  void listsRecordingsNewestFirst() throws Exception {
    var videos = fixture.on(() -> lists.videos(TFUE));
    fixture.on(() -> lists.videos(TFUE));

    assertThat(videos)
        .startsWith(
            new Video(
                "2" + TFUE,
                "https://www.twitch.tv/videos/2" + TFUE,
                "Chat picks the game tonight",
                Instant.parse("2026-11-23T19:13:00Z"),
                47 * 60))
        .hasSize(4);
    assertThat(fixture.twitch.calls("GET", "/videos")).isEqualTo(1);
  }

  @Test
  void skipsRecordingsThatMakeNoSense() throws Exception {
    var foreign =
        new JsonObject()
            .put("id", "1?x=")
            .put("url", "https://evil.test")
            .put("created_at", "2026-11-23T19:13:00Z");
    var timeless = new JsonObject().put("id", "7").put("created_at", "yesterday");
    var good =
        new JsonObject()
            .put("id", "8")
            .put("url", "https://evil.test")
            .put("created_at", "2026-11-23T19:13:00Z")
            .put("duration", 12);
    fixture.twitch.control.addFault(
        "helix",
        "answer",
        new JsonObject()
            .put("path", "/videos")
            .put("body", new JsonObject().put("data", JsonArray.of(foreign, timeless, good))));

    assertThat(fixture.on(() -> lists.videos(TFUE)))
        .isEqualTo(
            List.of(
                new Video(
                    "8",
                    "https://www.twitch.tv/videos/8",
                    "",
                    Instant.parse("2026-11-23T19:13:00Z"),
                    0)));
  }

  @Test
  void listsTheNextScheduledStreams() throws Exception {
    var schedule = fixture.on(() -> lists.schedule(TFUE));
    fixture.on(() -> lists.schedule(TFUE));

    assertThat(schedule).hasSize(4);
    assertThat(schedule.get(0).startsAt()).isAfter(clock.instant());
    assertThat(schedule.get(0).title()).isNotEmpty();
    assertThat(schedule.get(0).category()).isEqualTo("Just Chatting");
    assertThat(schedule)
        .extracting(ScheduledStream::startsAt)
        .isSorted()
        .contains(schedule.get(0).startsAt().plus(Duration.ofDays(7)));
    assertThat(fixture.twitch.calls("GET", "/schedule")).isEqualTo(1);

    clock.advance(Duration.ofMinutes(31));
    fixture.on(() -> lists.schedule(TFUE));
    assertThat(fixture.twitch.calls("GET", "/schedule")).isEqualTo(2);
  }

  @Test
  void keepsThatAStreamerHasNoSchedule() throws Exception {
    refuse("/schedule", 404);

    assertThat(fixture.on(() -> lists.schedule(TFUE))).isEmpty();
    fixture.twitch.control.clearFaults();
    assertThat(fixture.on(() -> lists.schedule(TFUE))).isEmpty();
  }

  @Test
  void skipsStreamsThatWillNotTakePlace() throws Exception {
    var vacation =
        new JsonObject()
            .put("start_time", "2026-11-25T00:00:00Z")
            .put("end_time", "2026-11-28T00:00:00Z");
    plan(
        vacation,
        segment("2026-11-29T18:00:00Z").put("title", "Sunday").putNull("category"),
        segment("2026-11-23T19:00:00Z").put("title", "Begun"),
        segment("2026-11-24T18:00:00Z").put("canceled_until", "2026-11-24T21:00:00Z"),
        segment("2026-11-25T18:00:00Z"),
        segment("soon"),
        segment("2026-11-24T19:00:00Z").put("title", 7));

    assertThat(fixture.on(() -> lists.schedule(TFUE)))
        .containsExactly(
            new ScheduledStream(Instant.parse("2026-11-24T19:00:00Z"), "", "Chess"),
            new ScheduledStream(Instant.parse("2026-11-29T18:00:00Z"), "Sunday", ""));
  }

  @Test
  void readsNullInsteadOfSegments() throws Exception {
    fixture.twitch.control.addFault(
        "helix",
        "answer",
        new JsonObject()
            .put("path", "/schedule")
            .put(
                "body",
                new JsonObject()
                    .put("data", new JsonObject().putNull("segments").putNull("vacation"))));

    assertThat(fixture.on(() -> lists.schedule(TFUE))).isEmpty();
  }

  @Test
  void forgetsStreamsOfAKeptScheduleThatHaveBegun() throws Exception {
    plan(null, segment("2026-11-23T20:05:00Z"), segment("2026-11-24T18:00:00Z"));
    assertThat(fixture.on(() -> lists.schedule(TFUE))).hasSize(2);

    clock.advance(Duration.ofMinutes(5));
    assertThat(fixture.on(() -> lists.schedule(TFUE))).hasSize(1);
  }

  private static JsonObject segment(String start) {
    return new JsonObject()
        .put("start_time", start)
        .putNull("canceled_until")
        .put("category", new JsonObject().put("id", "743").put("name", "Chess"));
  }

  private void plan(JsonObject vacation, JsonObject... segments) {
    var schedule =
        new JsonObject()
            .put("segments", new JsonArray(List.of(segments)))
            .put("vacation", vacation);
    fixture.twitch.control.addFault(
        "helix",
        "answer",
        new JsonObject()
            .put("path", "/schedule")
            .put("body", new JsonObject().put("data", schedule)));
  }

  @ParameterizedTest
  @CsvSource({
    "3h21m33s, 12093",
    "47m5s, 2825",
    "12s, 12",
    "1h, 3600",
    "'', 0",
    "99999h, 0",
    "-5s, 0",
    "1d, 0"
  })
  void readsDurations(String text, long seconds) {
    assertThat(HelixStreamLists.seconds(text)).isEqualTo(seconds);
  }

  private void refuse(String path, int status) {
    fixture.twitch.control.addFault(
        "helix", "status", new JsonObject().put("path", path).put("status", status));
  }
}
