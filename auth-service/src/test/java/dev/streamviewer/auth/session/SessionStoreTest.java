package dev.streamviewer.auth.session;

import static dev.streamviewer.testing.Await.failure;
import static dev.streamviewer.testing.Await.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.auth.crypto.RandomIds;
import dev.streamviewer.auth.crypto.TokenCipher;
import dev.streamviewer.auth.twitch.OAuthTokens;
import dev.streamviewer.auth.twitch.TokenIdentity;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.Viewer;
import dev.streamviewer.platform.record.UnreadableRecord;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SessionStoreTest {
  private static final Viewer VIEWER =
      new Viewer("12", "ninja", "忍者", "https://pictures/ninja.png", Set.of("bits:read"));

  private final TokenCipher cipher = new TokenCipher(new Secret("hush"));
  private final TestClock clock = new TestClock();
  private Vertx vertx;
  private SessionStore store;

  @BeforeEach
  void create(Vertx vertx) {
    this.vertx = vertx;
    store = value(SessionStore.create(vertx.sharedData(), cipher, clock));
  }

  @Test
  void findsAStoredSession() {
    var session = session();

    var cookie = open(store, session);

    assertThat(value(store.find(SessionStore.key(cookie)))).contains(session);
  }

  @Test
  void storesASessionWithoutARefreshToken() {
    var session =
        store.newSession(VIEWER, new OAuthTokens(new Secret("a"), null, clock.instant(), null));

    var cookie = open(store, session);

    assertThat(value(store.find(SessionStore.key(cookie)))).contains(session);
  }

  @Test
  void storesNoUsableCookie() {
    var cookie = open(store, session());

    var entries = value(map().entries());
    assertThat(entries).hasSize(1).doesNotContainKey(cookie.value());
    assertThat(entries.values()).noneMatch(json -> json.contains(cookie.value()));
  }

  @Test
  void storesNoReadableToken() {
    open(store, session());

    assertThat(value(map().values()))
        .singleElement()
        .asString()
        .contains("ninja")
        .doesNotContain("access-of-ninja", "refresh-of-ninja", "of-ninja");
  }

  @Test
  void findsASessionOfAProcessWithTheSameSecret() {
    var session = session();
    var cookie = open(store, session);
    var same = store("hush");

    assertThat(value(same.find(SessionStore.key(cookie)))).contains(session);
  }

  @Test
  void hidesASessionFromProcessesWithAnotherSecret() {
    var session = session();
    var key = SessionStore.key(open(store, session));

    assertThat(value(store("another").find(key))).isEmpty();
    assertThat(value(store.find(key))).contains(session);
  }

  @Test
  void removesASessionThatIsUnreadableForTwoHours() {
    var key = SessionStore.key(open(store, session()));
    clock.advance(Duration.ofHours(2).plusSeconds(1));

    value(store("another").find(key));

    await().untilAsserted(() -> assertThat(value(map().size())).isZero());
  }

  @Test
  void ignoresASessionOfAnEarlierFormat() {
    var json =
        """
        {"viewer": {"id": "12", "login": "ninja", "name": "", "avatar": "", "scopes": []},
         "accessToken": "a", "refreshToken": "r", "expiresAt": "2026-11-23T13:00:00Z",
         "validatedAt": "2026-11-23T12:00:00Z", "createdAt": "2026-11-23T12:00:00Z"}
        """;
    value(map().put("key", json));

    assertThat(value(store.find("key"))).isEmpty();
    assertThat(value(store.remove("key"))).isEmpty();
  }

  @Test
  void keepsASessionOfANewerRelease() {
    value(map().put("key", "{\"v\":2}"));

    assertThat(failure(store.find("key"), UnreadableRecord.class))
        .hasMessageContaining("StoredSession has version 2");
    assertThat(value(map().get("key"))).isNotNull();
  }

  @Test
  void ignoresASessionMovedToAnotherKey() {
    var key = SessionStore.key(open(store, session()));
    value(map().get(key).compose(json -> map().put("another", json)));

    assertThat(value(store.find("another"))).isEmpty();
  }

  @Test
  void expiresASessionAfterThirtyDays() {
    var cookie = open(store, session());

    clock.advance(Duration.ofDays(30));

    assertThat(value(store.find(SessionStore.key(cookie)))).isEmpty();
  }

  @Test
  void replacesASessionWithoutExtendingItsLife() {
    var session = session();
    var key = SessionStore.key(open(store, session));
    clock.advance(Duration.ofDays(29));
    value(store.replace(key, session.validated(identity(), clock.instant())));

    clock.advance(Duration.ofDays(1));

    assertThat(value(store.find(key))).isEmpty();
  }

  @Test
  void replacesNoSessionThatHasEnded() {
    var session = session();
    var key = SessionStore.key(open(store, session));
    value(store.remove(key));

    assertThat(value(store.replace(key, session))).isFalse();
    assertThat(value(store.find(key))).isEmpty();
  }

  @Test
  void removesASessionOnce() {
    var session = session();
    var key = SessionStore.key(open(store, session));

    assertThat(value(store.remove(key))).contains(session);
    assertThat(value(store.remove(key))).isEmpty();
  }

  @Test
  void refusesSessionsBeyondTheLimit() {
    var small = value(SessionStore.create(vertx.sharedData(), cipher, clock, 1));
    open(small, session());

    var failure = failure(small.open(new Secret(RandomIds.next()), session()), BusFailure.class);

    assertThat(failure.reason()).isEqualTo(BusFailure.Reason.BUSY);
  }

  @Test
  void acceptsSessionsAgainAfterOthersEnd() {
    var small = value(SessionStore.create(vertx.sharedData(), cipher, clock, 1));
    var cookie = open(small, session());
    value(small.remove(SessionStore.key(cookie)));

    clock.advance(Duration.ofSeconds(2));

    assertThat(value(small.isOpen(open(small, session())))).isTrue();
  }

  @Test
  void keepsTheOldRefreshTokenWithoutANewOne() {
    var tokens = new OAuthTokens(new Secret("a2"), null, clock.instant().plusSeconds(60), null);

    var renewed = session().renewed(tokens, clock.instant());

    assertThat(renewed.refreshToken()).isEqualTo(new Secret("refresh-of-ninja"));
    assertThat(renewed.accessToken()).isEqualTo(new Secret("a2"));
  }

  @Test
  void printsNoTokens() {
    var tokens =
        new OAuthTokens(new Secret("to-read"), new Secret("to-renew"), clock.instant(), null);

    assertThat(store.newSession(VIEWER, tokens).toString()).doesNotContain("to-read", "to-renew");
  }

  private UserSession session() {
    return store.newSession(
        VIEWER,
        new OAuthTokens(
            new Secret("access-of-ninja"),
            new Secret("refresh-of-ninja"),
            clock.instant().plusSeconds(60),
            null));
  }

  private static Secret open(SessionStore store, UserSession session) {
    var cookie = new Secret(RandomIds.next());
    value(store.open(cookie, session));
    return cookie;
  }

  private SessionStore store(String clientSecret) {
    var cipher = new TokenCipher(new Secret(clientSecret));
    return value(SessionStore.create(vertx.sharedData(), cipher, clock));
  }

  private AsyncMap<String, String> map() {
    return value(vertx.sharedData().<String, String>getAsyncMap("auth.sessions"));
  }

  private static TokenIdentity identity() {
    return new TokenIdentity("12", "ninja", Set.of());
  }
}
