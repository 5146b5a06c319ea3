package dev.streamviewer.platform.cluster;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.infinispan.commons.marshall.WrappedBytes;
import org.infinispan.conflict.EntryMergePolicy;
import org.infinispan.container.entries.CacheEntry;

/**
 * Keeps the version with the highest counter when the sides of a split meet. Infinispan's own
 * policies prefer the larger side, and so would bring back old versions of what only the smaller
 * side has written since.
 */
public final class NewestWins implements EntryMergePolicy<Object, Object> {
  @Override
  public CacheEntry<Object, Object> merge(
      CacheEntry<Object, Object> preferred, List<CacheEntry<Object, Object>> others) {
    return Stream.concat(Stream.ofNullable(preferred), others.stream())
        .filter(Objects::nonNull)
        .filter(entry -> entry.getValue() != null)
        .max(Comparator.comparingLong(entry -> counter(entry.getValue())))
        .orElse(preferred);
  }

  private static long counter(Object value) {
    var bytes = value instanceof WrappedBytes wrapped ? wrapped.getBytes() : (byte[]) value;
    return bytes.length < Long.BYTES ? 0 : ByteBuffer.wrap(bytes).getLong();
  }
}
