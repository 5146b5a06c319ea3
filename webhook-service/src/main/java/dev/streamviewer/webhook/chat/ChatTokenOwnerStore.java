package dev.streamviewer.webhook.chat;

import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import dev.streamviewer.platform.record.StoredJson;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.List;

/**
 * The token owners in the memory of the cluster, for a process that takes over. The stored session
 * handles cannot open a session.
 */
final class ChatTokenOwnerStore {
  /** Bounds the use of a token whose page closed silently to an evening. */
  private static final Duration TTL = Duration.ofHours(12);

  private final AsyncMap<String, String> map;

  ChatTokenOwnerStore(AsyncMap<String, String> map) {
    this.map = map;
  }

  Future<Void> put(ChatTokenOwner owner) {
    return map.put(ChatTokenOwners.key(owner), StoredJson.encode(owner), TTL.toMillis());
  }

  Future<Void> remove(String key) {
    return map.remove(key).mapEmpty();
  }

  Future<List<ChatTokenOwner>> all() {
    return map.values().map(found -> StoredJson.readable(found, ChatTokenOwner.class));
  }
}
