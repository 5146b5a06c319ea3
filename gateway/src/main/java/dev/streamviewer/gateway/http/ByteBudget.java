package dev.streamviewer.gateway.http;

import java.util.HashMap;
import java.util.Map;

/**
 * A limit on the bytes from clients that a server holds in memory, in total and per client. Clients
 * without bytes are removed, so the byte limit also bounds their number.
 */
public final class ByteBudget {
  private final Map<String, Long> byClient = new HashMap<>();
  private final long total;
  private final long share;
  private long used;

  /**
   * @param total the limit for all clients together
   * @param share the limit per client
   */
  public ByteBudget(long total, long share) {
    this.total = total;
    this.share = share;
  }

  /** Reserves bytes for a client, unless the client's share or the total would be exceeded. */
  boolean take(String client, long bytes) {
    var held = byClient.getOrDefault(client, 0L) + bytes;
    if (held > share || used + bytes > total) {
      return false;
    }
    byClient.put(client, held);
    used += bytes;
    return true;
  }

  /** Releases bytes; at most as many as were taken. */
  void giveBack(String client, long bytes) {
    byClient.computeIfPresent(client, (name, held) -> held == bytes ? null : held - bytes);
    used -= bytes;
  }

  /** The number of reserved bytes. */
  public long used() {
    return used;
  }
}
