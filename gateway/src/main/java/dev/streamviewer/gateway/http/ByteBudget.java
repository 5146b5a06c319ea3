package dev.streamviewer.gateway.http;

import java.util.HashMap;
import java.util.Map;

/**
 * Bytes of strangers that one server holds in memory, in total and for each client. Clients are
 * forgotten once they hold none, so their number is bounded by the bytes.
 */
public final class ByteBudget {
  private final Map<String, Long> byClient = new HashMap<>();
  private final long total;
  private final long share;
  private long used;

  /**
   * @param total for all clients together
   * @param share for one of them
   */
  public ByteBudget(long total, long share) {
    this.total = total;
    this.share = share;
  }

  /** Takes bytes for a client, unless it or all together would then have too many. */
  boolean take(String client, long bytes) {
    var own = byClient.getOrDefault(client, 0L) + bytes;
    if (own > share || used + bytes > total) {
      return false;
    }
    byClient.put(client, own);
    used += bytes;
    return true;
  }

  /** Gives bytes back; no more than were taken. */
  void giveBack(String client, long bytes) {
    byClient.computeIfPresent(client, (name, own) -> own == bytes ? null : own - bytes);
    used -= bytes;
  }

  /** The bytes that are taken now. */
  public long used() {
    return used;
  }
}
