package dev.streamviewer.sandbox.pusher.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests the golden vectors of Pusher's authorisation strings. */
class ChannelAuthTest {
  private static final String KEY = "278d425bdf160c739803";
  private static final String PRIVATE =
      KEY + ":58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4";
  private static final String SIGN_IN =
      KEY + ":4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba";

  private final ChannelAuth auth = new ChannelAuth(new PusherApp("3", KEY, "7ad3773142a6692b25b8"));
  private final ChannelName foobar = new ChannelName("private-foobar");

  @Test
  void acceptsTheGoldenVectorOfAPrivateChannel() {
    assertThat(auth.allowsPrivate(PRIVATE, "1234.1234", foobar)).isTrue();
  }

  @Test
  void bindsASignatureToSocketAndChannel() {
    assertThat(auth.allowsPrivate(PRIVATE, "1234.1235", foobar)).isFalse();
    assertThat(auth.allowsPrivate(PRIVATE, "1234.1234", new ChannelName("private-foo"))).isFalse();
  }

  @Test
  void acceptsTheGoldenVectorOfASignIn() {
    assertThat(auth.allowsSignin(SIGN_IN, "1234.1234", "{\"id\":\"12345\"}")).isTrue();
    assertThat(auth.allowsSignin(SIGN_IN, "1234.1234", "{\"id\":\"12346\"}")).isFalse();
  }
}
