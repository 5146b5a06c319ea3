package dev.streamviewer.sandbox.twitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.SandboxResponse;
import dev.streamviewer.sandbox.TestSandbox;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Followed and popular streams, categories, recordings and schedules, as Helix lists them. */
class StreamListsIT {
  private static final String MARLOWE = "81400311";

  private final TestSandbox sandbox = TestSandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void listsTheLiveStreamsThatTheUserFollows() {
    var followed = data(get(followed(MARLOWE), user("user:read:follows")));

    assertThat(followed)
        .extracting(stream -> stream.getString("user_login"))
        .containsExactly("tfue", "cafeypixeles", "nightowlchess", "saltwaterkeys");
    assertThat(followed).allMatch(it -> it.getString("thumbnail_url").contains("{width}x{height}"));
  }

  @Test
  void refusesTheFollowedStreamsWithoutTheScope() {
    assertThat(get(followed(MARLOWE), user("user:read:chat")).status()).isEqualTo(401);
  }

  @Test
  void refusesTheFollowedStreamsOfAnotherUser() {
    assertThat(get(followed("60978448"), user("user:read:follows")).status()).isEqualTo(401);
    assertThat(get(followed(MARLOWE), sandbox.appToken()).status()).isEqualTo(401);
    assertThat(get("/helix/streams/followed", user("user:read:follows")).status()).isEqualTo(400);
  }

  @Test
  void changesTheFollowedChannelsByControl() {
    var body = new JsonObject().put("channels", new JsonArray(List.of("bravegoose", "unknown")));
    sandbox.send(
        "PUT",
        sandbox.sandbox().twitchUrl() + "/sandbox/users/marlowe_watches/follows",
        BodyPublishers.ofString(body.encode()),
        "Content-Type",
        "application/json");

    assertThat(data(get(followed(MARLOWE), user("user:read:follows"))))
        .extracting(stream -> stream.getString("user_login"))
        .containsExactly("bravegoose");
  }

  @Test
  void filtersStreamsByLanguageAndCategory() {
    assertThat(data(get("/helix/streams?language=de", sandbox.appToken())))
        .hasSize(2)
        .allMatch(stream -> stream.getString("language").equals("de"))
        .isSortedAccordingTo(
            Comparator.comparing((JsonObject it) -> it.getInteger("viewer_count")).reversed());
    assertThat(data(get("/helix/streams?game_id=743", sandbox.appToken())))
        .extracting(stream -> stream.getString("user_login"))
        .containsExactly("nightowlchess", "gambitgarden");
  }

  @Test
  void showsManyLanguagesAndCategoriesLive() {
    var live = data(get("/helix/streams?first=100", sandbox.appToken()));

    assertThat(live).extracting(it -> it.getString("language")).contains("de", "fr", "es", "ko");
    assertThat(live.stream().map(it -> it.getString("game_id")).distinct()).hasSizeGreaterThan(6);
  }

  @Test
  void listsCategoriesByTheirViewers() {
    var categories = data(get("/helix/games/top?first=3", sandbox.appToken()));

    assertThat(categories)
        .extracting(category -> category.getString("name"))
        .containsExactly("Just Chatting", "Chess", "Music");
    var picture = categories.get(0).getString("box_art_url");
    assertThat(getUrl(picture.replace("{width}", "142").replace("{height}", "190")).body())
        .contains("Just Chatting");
  }

  @Test
  void servesThumbnailsOfTheRequestedSize() {
    var stream = data(get("/helix/streams?user_login=tfue", sandbox.appToken())).get(0);
    var address = stream.getString("thumbnail_url");

    var picture = getUrl(address.replace("{width}", "440").replace("{height}", "248"));

    assertThat(picture.status()).isEqualTo(200);
    assertThat(picture.headers().firstValue("content-type").orElseThrow()).contains("image/svg");
  }

  @Test
  void listsTheRunningRecordingFirst() {
    var stream = data(get("/helix/streams?user_login=tfue", sandbox.appToken())).get(0);

    var videos = data(get("/helix/videos?user_id=60978448&type=archive", sandbox.appToken()));

    assertThat(videos).hasSize(4);
    assertThat(videos.get(0).getString("stream_id")).isEqualTo(stream.getString("id"));
    assertThat(videos.get(0).getString("created_at")).isEqualTo(stream.getString("started_at"));
    assertThat(videos.get(0).getString("duration")).matches("47m[0-9]+s");
    assertThat(videos.get(1).getString("duration")).isEqualTo("1h57m0s");
  }

  @Test
  void listsNoRecordingsOfAViewer() {
    assertThat(data(get("/helix/videos?user_id=" + MARLOWE, sandbox.appToken()))).isEmpty();
    assertThat(get("/helix/videos", sandbox.appToken()).status()).isEqualTo(400);
  }

  @Test
  void tellsTheScheduleInOneObject() {
    var answer = get("/helix/schedule?broadcaster_id=60978448&first=2", sandbox.appToken());

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var schedule = answer.json().getJsonObject("data");
    assertThat(schedule.getString("broadcaster_login")).isEqualTo("tfue");
    assertThat(schedule.getValue("vacation")).isNull();
    assertThat(schedule.getJsonArray("segments")).hasSize(2);
    var first = schedule.getJsonArray("segments").getJsonObject(0);
    assertThat(first.getString("start_time")).endsWith("T18:00:00Z");
    assertThat(first.getString("title")).isNotEmpty();
    assertThat(answer.json().getJsonObject("pagination").getString("cursor")).isNotEmpty();
  }

  @Test
  void knowsNoScheduleOfAViewer() {
    var answer = get("/helix/schedule?broadcaster_id=" + MARLOWE, sandbox.appToken());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().getString("message")).isEqualTo("segments were not found");
    assertThat(get("/helix/schedule", sandbox.appToken()).status()).isEqualTo(400);
  }

  private static String followed(String userId) {
    return "/helix/streams/followed?user_id=" + userId;
  }

  private String user(String scope) {
    return sandbox.signIn("marlowe_watches", scope).getString("access_token");
  }

  private SandboxResponse get(String path, String token) {
    return sandbox.get(path, sandbox.helix(token));
  }

  private SandboxResponse getUrl(String url) {
    return sandbox.send("GET", url, BodyPublishers.noBody());
  }

  private static List<JsonObject> data(SandboxResponse answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().getJsonArray("data").stream().map(JsonObject.class::cast).toList();
  }
}
