package dev.streamviewer.sandbox.twitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.SandboxResponse;
import dev.streamviewer.sandbox.TestSandbox;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelixIT {
  private final TestClock clock = new TestClock();
  private final TestSandbox sandbox =
      TestSandbox.start(o -> o.withClock(clock).withTwitch(t -> t.withRateLimit(30)));
  private final String token = sandbox.appToken();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void requiresATokenAndItsClientId() {
    var path = "/helix/users?login=tfue";

    assertUnauthorized(sandbox.get(path));
    assertUnauthorized(sandbox.get(path, "Authorization", "Bearer " + token));
    assertUnauthorized(
        sandbox.get(path, "Authorization", "Bearer " + token, "Client-Id", "another"));
    assertUnauthorized(
        sandbox.get(path, "Authorization", "Bearer nonsense", "Client-Id", TestSandbox.CLIENT));
  }

  @Test
  void omitsUnknownNames() {
    var users = data("/helix/users?login=tfue&login=nobody_here&id=503254");

    assertThat(users)
        .extracting(user -> user.getString("login"))
        .containsExactlyInAnyOrder("tfue", "hubveteran");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%40b", "not-a-login", "", "t%C3%BCte", "a23456789012345678901234567"})
  void refusesACallWithAMalformedLogin(String login) {
    var answer = get("/helix/users?login=tfue&login=" + login);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().getString("message"))
        .isEqualTo("Invalid username(s), email(s), or ID(s). Bad Identifiers.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users?id=tfue",
        "users?id=-5",
        "users?id=",
        "streams?user_id=60978448&user_id=x",
        "streams?user_login=not-a-login",
        "streams?user_login=tfue&user_login=%E6%97%A5%E6%9C%AC",
        "channels?broadcaster_id=tfue",
        "authorization/users?user_id=tfue"
      })
  void refusesACallWithAMalformedIdOrLogin(String call) {
    assertThat(get("/helix/" + call).status()).isEqualTo(400);
  }

  @Test
  void returnsTheOwnerOfTheTokenByDefault() {
    var user = sandbox.signIn("juniper_k", "user:read:email").getString("access_token");

    var me = sandbox.get("/helix/users", sandbox.helix(user)).json().getJsonArray("data");

    assertThat(me).hasSize(1);
    assertThat(me.getJsonObject(0).getString("login")).isEqualTo("juniper_k");
    assertThat(me.getJsonObject(0).getString("email")).isEqualTo("juniper_k@example.com");
    assertThat(get("/helix/users").status()).isEqualTo(400);
  }

  @Test
  void refusesOver100Names() {
    var query =
        IntStream.range(0, 101).mapToObj(i -> "login=u" + i).collect(Collectors.joining("&"));

    assertThat(get("/helix/users?" + query).status()).isEqualTo(400);
  }

  @Test
  void pagesThroughLiveStreamsWithoutRepetition() {
    var all = data("/helix/streams?first=100");
    var paged = new ArrayList<JsonObject>();
    var cursor = "";
    do {
      var page = get("/helix/streams?first=2&after=" + cursor).json();
      page.getJsonArray("data").forEach(stream -> paged.add((JsonObject) stream));
      cursor = page.getJsonObject("pagination").getString("cursor");
    } while (cursor != null);

    assertThat(all).isNotEmpty();
    assertThat(paged).isEqualTo(all);
  }

  @Test
  void returnsAChannelButNoStreamWhenOffline() {
    assertThat(data("/helix/streams?user_login=hubveteran")).isEmpty();
    assertThat(data("/helix/channels?broadcaster_id=503254"))
        .first()
        .satisfies(channel -> assertThat(channel.getString("game_name")).isEqualTo("Retro"));
  }

  @Test
  void searchesFuzzilyAndMarksLiveChannels() {
    var found = data("/helix/search/channels?query=tf");
    var offline = data("/helix/search/channels?query=hubvetran");

    assertThat(found.get(0).getString("broadcaster_login")).isEqualTo("tfue");
    assertThat(found.get(0).getBoolean("is_live")).isTrue();
    assertThat(offline.get(0).getString("started_at")).isEmpty();
    assertThat(get("/helix/search/channels").status()).isEqualTo(400);
  }

  @Test
  void returnsTheGrantedScopesOfUsers() {
    sandbox.signIn("tfue", "bits:read");

    var answers = data("/helix/authorization/users?user_id=60978448&user_id=503254");

    assertThat(answers.get(0).getBoolean("has_authorized")).isTrue();
    assertThat(answers.get(0).getJsonArray("scopes")).containsExactly("bits:read");
    assertThat(answers.get(1).getBoolean("has_authorized")).isFalse();
  }

  @Test
  void limitsTheRateOfCalls() {
    var remaining = Integer.parseInt(get("/helix/users?id=1").header("Ratelimit-Remaining"));
    IntStream.range(0, remaining).forEach(i -> get("/helix/users?id=1"));

    var spent = get("/helix/users?id=1");

    assertThat(remaining).isEqualTo(29);
    assertThat(spent.status()).isEqualTo(429);
    assertThat(spent.header("Ratelimit-Remaining")).isEqualTo("0");
    assertThat(Long.parseLong(spent.header("Ratelimit-Reset")))
        .isGreaterThan(clock.instant().getEpochSecond());
    assertThat(spent.json().getString("error")).isEqualTo("Too Many Requests");
  }

  private SandboxResponse get(String path) {
    return sandbox.get(path, sandbox.helix(token));
  }

  private List<JsonObject> data(String path) {
    return get(path).json().getJsonArray("data").stream().map(JsonObject.class::cast).toList();
  }

  private static void assertUnauthorized(SandboxResponse answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().getString("error")).isEqualTo("Unauthorized");
    assertThat(answer.json().getInteger("status")).isEqualTo(401);
    assertThat(answer.json().getString("message")).isNotBlank();
  }
}
