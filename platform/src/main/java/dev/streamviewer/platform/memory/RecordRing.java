package dev.streamviewer.platform.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The latest records under keys, the oldest forgotten first, in one array of bytes. With an object
 * for each record, every garbage collection would copy all young ones several times before they are
 * old, and all requests would wait for that.
 *
 * <p>Adding is cheap. Finding reads the keys of all records, so it is for rare questions only. The
 * array doubles until it has the full size, so an idle process is small.
 */
public final class RecordRing {
  private static final int FIRST_SIZE = 64 * 1024;

  /** The lengths of key and value. */
  private static final int HEAD = 2 * Integer.BYTES;

  private final int maxRecords;
  private final int maxBytes;
  private byte[] bytes;

  /** The index of the oldest record; records wrap around the end of the array. */
  private int begin;

  private int used;
  private int records;

  /**
   * @param maxBytes the size of all records, with a few bytes for each
   */
  public RecordRing(int maxRecords, int maxBytes) {
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
    this.bytes = new byte[Math.min(FIRST_SIZE, maxBytes)];
  }

  /** Adds a record, also if there is one with the same key. Ignores a record that never fits. */
  public void add(byte[] key, byte[] value) {
    var size = HEAD + key.length + value.length;
    if (size > maxBytes) {
      return;
    }
    while (records == maxRecords || used + size > maxBytes) {
      removeOldest();
    }
    grow(used + size);
    append(key.length);
    append(value.length);
    append(key);
    append(value);
    records++;
  }

  /** Returns the values of all records whose key begins with the given bytes, the oldest first. */
  public List<byte[]> find(byte[] keyPrefix) {
    var found = new ArrayList<byte[]>();
    for (var offset = 0; offset < used; offset += sizeAt(offset)) {
      if (hasPrefix(offset, keyPrefix)) {
        found.add(valueAt(offset));
      }
    }
    return found;
  }

  /** Returns the value of the latest record with a key. */
  public Optional<byte[]> findLast(byte[] key) {
    var found = -1;
    for (var offset = 0; offset < used; offset += sizeAt(offset)) {
      if (number(offset) == key.length && hasPrefix(offset, key)) {
        found = offset;
      }
    }
    return found < 0 ? Optional.empty() : Optional.of(valueAt(found));
  }

  public int size() {
    return records;
  }

  private boolean hasPrefix(int offset, byte[] prefix) {
    return number(offset) >= prefix.length
        && Arrays.equals(read(offset + HEAD, prefix.length), prefix);
  }

  private byte[] valueAt(int offset) {
    return read(offset + HEAD + number(offset), number(offset + Integer.BYTES));
  }

  private void removeOldest() {
    var size = sizeAt(0);
    begin = index(size);
    used -= size;
    records--;
  }

  private int sizeAt(int offset) {
    return HEAD + number(offset) + number(offset + Integer.BYTES);
  }

  private void grow(int needed) {
    if (needed > bytes.length) {
      var size = (int) Math.min(maxBytes, Math.max(needed, 2L * bytes.length));
      bytes = Arrays.copyOf(read(0, used), size);
      begin = 0;
    }
  }

  private void append(int number) {
    for (var shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes[index(used++)] = (byte) (number >> shift);
    }
  }

  private void append(byte[] content) {
    var index = index(used);
    var untilEnd = Math.min(content.length, bytes.length - index);
    System.arraycopy(content, 0, bytes, index, untilEnd);
    System.arraycopy(content, untilEnd, bytes, 0, content.length - untilEnd);
    used += content.length;
  }

  private byte[] read(int offset, int length) {
    var content = new byte[length];
    var index = index(offset);
    var untilEnd = Math.min(length, bytes.length - index);
    System.arraycopy(bytes, index, content, 0, untilEnd);
    System.arraycopy(bytes, 0, content, untilEnd, length - untilEnd);
    return content;
  }

  private int number(int offset) {
    var number = 0;
    for (var i = 0; i < Integer.BYTES; i++) {
      number = number << Byte.SIZE | bytes[index(offset + i)] & 0xff;
    }
    return number;
  }

  /** Returns the index in the array of an offset behind the oldest record. */
  private int index(int offset) {
    var index = begin + offset;
    return index < bytes.length ? index : index - bytes.length;
  }
}
