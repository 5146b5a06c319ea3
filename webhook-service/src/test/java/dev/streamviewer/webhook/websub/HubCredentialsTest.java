package dev.streamviewer.webhook.websub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The expected values were computed with openssl. */
class HubCredentialsTest {
  private static final Secret SECRET = new Secret("s3cre77890ab");
  private static final String TOPIC = "https://api.twitch.tv/helix/streams?user_id=42";

  private final HubCredentials credentials = new HubCredentials(List.of(SECRET));

  @Test
  void derivesTheSecretAndTheTokenOfATopic() {
    var topic = credentials.current(TOPIC);

    assertThat(topic.secret().value())
        .isEqualTo("e77bec6e803915597e67bb735f5fffcb245f76b19a64f23f12372d092705e0ef");
    assertThat(topic.token().value()).isEqualTo("mdRoSY7oLysCDdX9StcNjSxqtkT8htR-t5-jm4BtcO8");
  }

  @Test
  void derivesSeparateCredentialsForEachTopic() {
    var one = credentials.current(TOPIC);
    var other = credentials.current(TOPIC + "1");

    assertThat(one.secret()).isNotEqualTo(other.secret());
    assertThat(one.token()).isNotEqualTo(other.token());
    assertThat(one.keyId()).isEqualTo(other.keyId()).isEqualTo(credentials.currentKeyId());
  }

  @Test
  void findsCredentialsByTheTokenOfTheirTopicOnly() {
    assertThat(credentials.find(TOPIC, credentials.current(TOPIC).token()))
        .contains(credentials.current(TOPIC));
    assertThat(credentials.find(TOPIC, credentials.current(TOPIC + "1").token())).isEmpty();
    assertThat(credentials.find(TOPIC, new Secret(""))).isEmpty();
    assertThat(credentials.find(TOPIC, null)).isEmpty();
  }

  @Test
  void findsCredentialsOfThePreviousSecret() {
    var rotating = new HubCredentials(List.of(new Secret("the-new-secret"), SECRET));
    var former = credentials.current(TOPIC);

    assertThat(rotating.find(TOPIC, former.token())).contains(former);
    assertThat(rotating.withKey(TOPIC, former.keyId())).contains(former);
    assertThat(rotating.current(TOPIC)).isNotEqualTo(former);
    assertThat(credentials.withKey(TOPIC, rotating.currentKeyId())).isEmpty();
    assertThat(credentials.withKey(TOPIC, null)).isEmpty();
  }

  @Test
  void printsNeitherSecretNorToken() {
    var topic = credentials.current(TOPIC);

    assertThat(topic.toString())
        .doesNotContain(topic.secret().value())
        .doesNotContain(topic.token().value());
  }
}
