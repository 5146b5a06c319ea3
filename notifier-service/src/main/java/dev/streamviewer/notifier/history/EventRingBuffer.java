package dev.streamviewer.notifier.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.platform.bus.RecordJson;
import dev.streamviewer.platform.contract.event.StreamEvent;
import java.util.Arrays;
import java.util.List;

/**
 * The last events of one streamer, the newest last, as JSON in memory that is written over. Were
 * each an object of its own, every collection of garbage would copy all that are new, several times
 * before they are old, and everybody would wait for that.
 */
final class EventRingBuffer {
  private final Slot[] slots = new Slot[RecentEventList.EVENTS];
  private int used;

  /** Remembers an event as the newest; one that is remembered already becomes that. */
  void put(EncodedEvent event) {
    var id = event.id().getBytes(UTF_8);
    var hash = Arrays.hashCode(id);
    var known = indexOf(id, hash);
    if (known >= 0) {
      moveToEnd(known);
    } else {
      free().write(id, hash, event);
    }
  }

  List<StreamEvent> events() {
    return Arrays.stream(slots, 0, used).map(Slot::event).toList();
  }

  private int indexOf(byte[] id, int hash) {
    for (var i = used - 1; i >= 0; i--) {
      if (slots[i].holds(id, hash)) {
        return i;
      }
    }
    return -1;
  }

  /** The slot of the oldest event once all are used; it is the last from now on. */
  private Slot free() {
    if (used < slots.length) {
      slots[used++] = new Slot();
    } else {
      moveToEnd(0);
    }
    return slots[used - 1];
  }

  private void moveToEnd(int index) {
    var slot = slots[index];
    System.arraycopy(slots, index + 1, slots, index, used - 1 - index);
    slots[used - 1] = slot;
  }

  /** Room for one event: its id, and behind it its JSON. */
  private static final class Slot {
    private static final int STEP = 256;

    /** One that has become so much larger than what it holds is given up. */
    private static final int LOOSE = 4;

    private byte[] bytes = {};
    private int idEnd;
    private int end;
    private int hash;

    boolean holds(byte[] id, int idHash) {
      return hash == idHash && Arrays.equals(bytes, 0, idEnd, id, 0, id.length);
    }

    void write(byte[] id, int idHash, EncodedEvent event) {
      hash = idHash;
      idEnd = id.length;
      end = idEnd + event.json().length();
      if (bytes.length < end || bytes.length / LOOSE > end) {
        bytes = new byte[(end / STEP + 1) * STEP];
      }
      System.arraycopy(id, 0, bytes, 0, idEnd);
      event.json().getBytes(bytes, idEnd);
    }

    StreamEvent event() {
      return RecordJson.decode(Arrays.copyOfRange(bytes, idEnd, end), StreamEvent.class);
    }
  }
}
