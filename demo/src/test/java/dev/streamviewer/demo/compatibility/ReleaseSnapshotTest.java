package dev.streamviewer.demo.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.streamviewer.platform.record.RecordJson;
import dev.streamviewer.platform.record.StoredJson;
import dev.streamviewer.platform.record.UnreadableRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages and stored records as earlier releases wrote them. {@code -Dsnapshot=0.3.0} writes the
 * file of a release.
 */
class ReleaseSnapshotTest {
  static final String WHAT_TO_DO =
      "Processes of both releases run side by side during a rolling update. Keep the field, or"
          + " change it in two releases: docs/upgrading.md, \"Changing a message\".";

  private static final Path FOLDER = Path.of("src", "test", "resources", "releases");
  private static final String MESSAGES = "messages";
  private static final String STORED = "stored";

  /** A record as a release wrote it. */
  private record Recorded(String release, String kind, String type, String text) {
    @Override
    public String toString() {
      return "%s of %s".formatted(type.replaceAll(".*\\.", ""), release);
    }

    Object read() {
      var found = RecordSamples.type(type);
      return kind.equals(STORED)
          ? StoredJson.decode(text, found)
          : RecordJson.decode(text.getBytes(UTF_8), found);
    }
  }

  static List<Recorded> records() throws IOException {
    var records = new ArrayList<Recorded>();
    try (var files = Files.list(FOLDER)) {
      for (var file : files.sorted().toList()) {
        var release = file.getFileName().toString().replaceAll("\\.json$", "");
        var content = new JsonObject(Files.readString(file));
        for (var kind : List.of(MESSAGES, STORED)) {
          content
              .getJsonObject(kind)
              .forEach(it -> records.add(new Recorded(release, kind, it.getKey(), text(it))));
        }
      }
    }
    return records;
  }

  private static String text(Entry<String, Object> entry) {
    return ((JsonObject) entry.getValue()).encode();
  }

  @ParameterizedTest
  @MethodSource("records")
  void readsWhatAnEarlierReleaseWrote(Recorded recorded) {
    var fields = new JsonObject(recorded.text());
    fields.remove("v");

    var today = new JsonObject(Buffer.buffer(RecordJson.encode(readOrExplain(recorded))));

    assertKept(recorded, "", fields, today);
  }

  @Test
  void recordsTheReleaseNamedOnTheCommandLine() throws IOException {
    var release = System.getProperty("snapshot");
    assumeThat(release).as("-Dsnapshot=VERSION").isNotNull();

    var content =
        new JsonObject()
            .put(MESSAGES, all(RecordSamples.messageTypes(), false))
            .put(STORED, all(RecordSamples.storedTypes(), true));

    Files.writeString(FOLDER.resolve(release + ".json"), content.encodePrettily() + "\n");
  }

  private static Object readOrExplain(Recorded recorded) {
    try {
      return recorded.read();
    } catch (UnreadableRecord e) {
      throw new AssertionError("%s: %s. %s".formatted(recorded, e.getMessage(), WHAT_TO_DO), e);
    }
  }

  /** A field that is no longer written may be required by the earlier release. */
  private static void assertKept(Recorded recorded, String path, Object then, Object now) {
    if (then instanceof JsonObject before && now instanceof JsonObject after) {
      before.forEach(
          field ->
              assertKept(
                  recorded,
                  path + "." + field.getKey(),
                  field.getValue(),
                  after.getValue(field.getKey())));
    } else if (then instanceof JsonArray before && now instanceof JsonArray after) {
      assertKept(recorded, path + "[0]", before.getValue(0), after.getValue(0));
    } else {
      assertThat(now).as("%s, field %s. %s", recorded, path, WHAT_TO_DO).isEqualTo(then);
    }
  }

  private static JsonObject all(Stream<Class<?>> types, boolean stored) {
    var samples = new TreeMap<String, Object>();
    types.forEach(
        type -> {
          var sample = RecordSamples.of(type);
          var text =
              stored ? StoredJson.encode(sample) : new String(RecordJson.encode(sample), UTF_8);
          samples.put(type.getName(), new JsonObject(text));
        });
    return new JsonObject(samples);
  }
}
