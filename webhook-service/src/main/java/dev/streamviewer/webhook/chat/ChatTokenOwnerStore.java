package dev.streamviewer.webhook.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.bus.RecordJson;
import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.List;

/**
 * Who lends, in the memory of the cluster, so that a process that takes over finds them. It holds
 * handles, none of which opens a session.
 */
final class ChatTokenOwnerStore {
  /** A page that was closed without a word does not lend for longer than an evening. */
  private static final Duration LIFE = Duration.ofHours(12);

  private final AsyncMap<String, String> map;

  ChatTokenOwnerStore(AsyncMap<String, String> map) {
    this.map = map;
  }

  Future<Void> put(ChatTokenOwner lender) {
    var json = new String(RecordJson.encode(lender), UTF_8);
    return map.put(ChatTokenOwners.key(lender), json, LIFE.toMillis());
  }

  Future<Void> remove(String key) {
    return map.remove(key).mapEmpty();
  }

  Future<List<ChatTokenOwner>> all() {
    return map.values()
        .map(
            found ->
                found.stream()
                    .map(json -> RecordJson.decode(json.getBytes(UTF_8), ChatTokenOwner.class))
                    .toList());
  }
}
