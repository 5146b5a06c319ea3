package dev.streamviewer.auth.token;

import static dev.streamviewer.auth.TestAuthService.reason;
import static dev.streamviewer.testing.Await.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.auth.TestAuthService;
import dev.streamviewer.auth.TestTwitch;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.auth.ChatConsentRevoked;
import dev.streamviewer.platform.contract.auth.ChatToken;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The consent to read chat, seen from other services. */
@ExtendWith(VertxExtension.class)
class ChatTokensIT {
  private static final String SCOPE = "user:read:chat";

  private TestAuthService auth;
  private TestTwitch twitch;

  @BeforeEach
  void start(Vertx vertx) {
    auth = TestAuthService.start(vertx);
    twitch = auth.twitch();
  }

  @Test
  void returnsTheTokenOfAConsentingViewer() {
    var token = value(auth.chatToken(lender(SCOPE), null));

    var validated = new Secret(twitch.validatedTokens().get(0));
    assertThat(token).isEqualTo(new ChatToken("client", new Secret("12"), validated));
  }

  @Test
  void returnsNoLenderWithoutConsent() {
    assertThat(lender("bits:read")).isNull();
  }

  @Test
  void rejectsALenderAsACookie() {
    assertThat(reason(auth.find(lender(SCOPE)))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void renewsARejectedToken() {
    var lender = lender(SCOPE);
    var rejected = token(lender, null);
    auth.advance(Duration.ofMinutes(5));
    twitch.control().expireTokens();

    var renewed = token(lender, rejected);

    assertThat(renewed).isNotEqualTo(rejected);
    assertThat(token(lender, null)).isEqualTo(renewed);
    assertThat(twitch.tokenForms("refresh_token")).hasSize(1);
  }

  @Test
  void renewsATokenBeforeItExpires() {
    var lender = lender(SCOPE);
    var first = token(lender, null);
    auth.advance(Duration.ofHours(4));
    twitch.control().expireTokens();

    assertThat(token(lender, null)).isNotEqualTo(first);
  }

  @Test
  void returnsNoTokenAfterAWithdrawnConsent() {
    var lender = lender(SCOPE);
    var rejected = token(lender, null);
    auth.advance(Duration.ofMinutes(5));
    twitch.control().withdraw("ninja");

    assertThat(reason(auth.chatToken(lender, rejected))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  @Test
  void distinguishesAnOutageFromAWithdrawnConsent() {
    var lender = lender(SCOPE);
    var rejected = token(lender, null);
    auth.advance(Duration.ofMinutes(5));
    twitch.refuse(TestTwitch.VALIDATE, 503, "later");

    assertThat(reason(auth.chatToken(lender, rejected))).isEqualTo(Reason.UPSTREAM);
  }

  @Test
  void refusesARejectedTokenThatTwitchCallsValid() {
    var lender = lender(SCOPE);
    var rejected = token(lender, null);
    auth.advance(Duration.ofMinutes(5));

    assertThat(reason(auth.chatToken(lender, rejected))).isEqualTo(Reason.FORBIDDEN);
  }

  @Test
  void publishesTheEndOfAConsentOnSignOut() {
    List<ChatConsentRevoked> revoked = new CopyOnWriteArrayList<>();
    value(Contracts.CHAT_TOKEN_OWNER_GONE.subscribe(auth.bus(), revoked::add).completion());
    var cookie = auth.signIn(SCOPE).session();
    var lender = value(auth.find(cookie)).lender();

    value(auth.end(cookie));

    await()
        .untilAsserted(() -> assertThat(revoked).containsExactly(new ChatConsentRevoked(lender)));
    assertThat(reason(auth.chatToken(lender, null))).isEqualTo(Reason.UNAUTHENTICATED);
  }

  /** Signs in, and returns the reference to the session. */
  private Secret lender(String scope) {
    return value(auth.find(auth.signIn(scope).session())).lender();
  }

  private Secret token(Secret lender, Secret rejected) {
    return value(auth.chatToken(lender, rejected)).token();
  }
}
