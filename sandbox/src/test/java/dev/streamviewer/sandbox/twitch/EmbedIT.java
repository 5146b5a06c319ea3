package dev.streamviewer.sandbox.twitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.TestSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbedIT {
  private final TestSandbox sandbox = TestSandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void allowsFramingByTheGivenParentsOnly() {
    for (var path : new String[] {"/player?channel=tfue&", "/embed/tfue/chat?darkpopout&"}) {
      var page = sandbox.get(path + "parent=localhost&parent=example.com");

      assertThat(page.status()).isEqualTo(200);
      assertThat(page.header("Content-Security-Policy"))
          .endsWith(
              "frame-ancestors http://localhost:* https://localhost:*"
                  + " http://example.com:* https://example.com:*");
    }
  }

  @Test
  void refusesAPageWithoutAParent() {
    assertThat(sandbox.get("/player?channel=tfue").status()).isEqualTo(400);
    assertThat(sandbox.get("/embed/tfue/chat").body()).contains("it needs parent=");
    assertThat(sandbox.get("/player?channel=tfue&parent=http://localhost:8080").status())
        .isEqualTo(400);
  }

  @Test
  void returnsTheStateOfAChannelToThePlayer() {
    var state = sandbox.get("/player/state?channel=tfue");

    assertThat(state.json().getBoolean("live")).isTrue();
    assertThat(state.json().getBoolean("moves")).as("without demo traffic").isFalse();
    assertThat(sandbox.get("/player/state?channel=nobody").status()).isEqualTo(404);
  }

  @Test
  void drawsPicturesOfAllAccounts() {
    var avatar = sandbox.get("/avatars/hanabi_koubou.svg");

    assertThat(avatar.header("Content-Type")).startsWith("image/svg+xml");
    assertThat(avatar.body()).contains("花");
    assertThat(sandbox.get("/previews/tfue-640x360.svg").status()).isEqualTo(200);
    assertThat(sandbox.get("/avatars/nobody.svg").status()).isEqualTo(404);
  }
}
