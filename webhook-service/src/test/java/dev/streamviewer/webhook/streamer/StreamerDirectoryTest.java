package dev.streamviewer.webhook.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.webhook.VirtualTime;
import dev.streamviewer.webhook.helix.Helix;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamerDirectoryTest {
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-23T20:00:00Z"));
  private final List<String> asked = new ArrayList<>();
  private final StreamerDirectory directory =
      new StreamerDirectory(new HelixStreamers(helix(), helix(), time), time);

  @Test
  void keepsStreamersDespiteInventedLogins() {
    find("tfue");
    for (var i = 0; i < 25_000; i++) {
      find("nobody" + i);
    }
    asked.clear();

    assertThat(find("tfue").result()).isPresent();
    assertThat(asked).isEmpty();
  }

  @Test
  void looksUpAnUnknownLoginOnceAMinute() {
    find("nobody");
    assertThat(find("nobody").result()).isEmpty();
    assertThat(asked).hasSize(1);

    time.runFor(Duration.ofSeconds(61));
    find("nobody");
    assertThat(asked).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a@b", "not-a-login", "Tfue", "a23456789012345678901234567"})
  void twitchIsNotAskedForWhatCanBeNoLogin(String text) {
    assertThat(find(text).result()).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void takesANewNameFromAnEvent() {
    find("tfue");
    asked.clear();

    directory.named(new Streamer("id-tfue", "tfue_renamed", "Tfue_Renamed"));

    assertThat(directory.byId("id-tfue").result())
        .contains(new Streamer("id-tfue", "tfue_renamed", "Tfue_Renamed"));
    assertThat(find("tfue_renamed").result()).map(StreamerProfile::id).contains("id-tfue");
    assertThat(find("tfue").result())
        .as("the former login still leads to the streamer")
        .contains(new StreamerProfile("id-tfue", "tfue", "Tfue_Renamed", ""));
    assertThat(asked).isEmpty();
  }

  @Test
  void knowsALoginOfAnotherStreamer() {
    find("tfue");

    assertThat(directory.isOfAnother(new Streamer("id-ada", "tfue", "Ada"))).isTrue();
    assertThat(directory.isOfAnother(new Streamer("id-tfue", "tfue", "Tfue"))).isFalse();
    assertThat(directory.isOfAnother(new Streamer("id-ada", "ada", "Ada"))).isFalse();
  }

  @Test
  void storesNoNameOfAnUnknownStreamer() {
    directory.named(new Streamer("id-tfue", "tfue", "Tfue"));

    find("tfue");

    assertThat(asked).hasSize(1);
  }

  private Future<Optional<StreamerProfile>> find(String login) {
    var found = directory.byLogin(login);
    time.runFor(Duration.ofMillis(10));
    return found;
  }

  /** Has all users except names that begin with "nobody". */
  private Helix helix() {
    return new Helix() {
      @Override
      public Future<Answer> get(String target) {
        asked.add(target);
        var login = target.substring(target.indexOf('=') + 1);
        var data = new JsonArray();
        if (!login.startsWith("nobody")) {
          data.add(new JsonObject().put("id", "id-" + login).put("login", login));
        }
        return Future.succeededFuture(new Answer(200, new JsonObject().put("data", data)));
      }

      @Override
      public Future<Answer> post(String path, JsonObject body) {
        throw new UnsupportedOperationException("Names are only read");
      }

      @Override
      public Future<Answer> patch(String path, JsonObject body) {
        throw new UnsupportedOperationException("Names are only read");
      }

      @Override
      public Future<Answer> delete(String pathAndQuery) {
        throw new UnsupportedOperationException("Names are only read");
      }
    };
  }
}
